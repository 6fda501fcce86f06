import assert from 'node:assert/strict'
import { once } from 'node:events'
import { after, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { allDone } from '#tests/support/automations-nodes.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { testPostgres } from '#tests/support/postgres.ts'
import { startRecordingServer } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const url = (app.kernel.pool.options as { connectionString: string }).connectionString
const steps = ['a', 'b', 'c', 'd', 'e']
let hold: Promise<void> | null = null
const server = await startRecordingServer(() => hold ?? 100)
after(() => server.close())
const request = (step: string) =>
  `- { id: ${step}, uses: http, with: { method: post, url: '${server.address}/steps', body: { run: '\${ $workflow.id }', step: ${step} } } }`
await app.save(textOf('five', steps.map(request).join('\n')))

async function start(many: number): Promise<string[]> {
  const started = await Promise.all(Array.from({ length: many }, () => app.call(contract.start, { automation: 'five' })))
  return started.map(({ run }) => run)
}

/** What was recorded of the steps of these runs, with all that tells one record from another. */
async function records(runs: readonly string[]): Promise<Record<string, unknown>[]> {
  return app.rows(
    `SELECT run, key, state, output, attempts, started_at, ended_at FROM automations.task WHERE run = ANY ($1) AND kind = 'call' AND recorded
     ORDER BY run, key`,
    [runs],
  )
}

test('a node freezes for longer than a node may be silent and then goes on: one recorded output for each step', async (t) => {
  const child = spawnAutomationsNode({ url, home: app.home })
  t.after(() => void child.kill('SIGKILL'))
  const other = await until(
    'the other node is there',
    async () => (await app.rows<{ id: string }>('SELECT id FROM kernel.node WHERE pid = $1', [child.pid])).at(0)?.id,
    180,
  )
  let release = (): void => {}
  const runs: string[] = []
  const works = `SELECT 1 FROM kernel.run WHERE state = 'running' AND workflow = 'automations.run' AND node = $1`
  await until(
    'the other node works',
    async () => {
      if ((await app.rows(works, [other])).length >= 3) return true
      runs.push(...(await start(10)))
      return false
    },
    120,
  )
  // Its answers come once it goes on again: then it has something to record that others have recorded meanwhile.
  hold = new Promise((resolve) => (release = resolve))
  const running = `SELECT 1 FROM kernel.run WHERE state = 'running' AND workflow = 'automations.run'`
  await until('every run waits for an answer', async () => server.open('/steps') >= (await app.rows(running)).length, 60)
  child.kill('SIGSTOP')
  await until(
    'it is taken for dead',
    async () => (await app.rows('SELECT 1 FROM kernel.node WHERE id = $1 AND dead_at IS NOT NULL', [other])).length > 0,
    60,
  )
  hold = null
  release()
  await allDone(app.kernel.query, runs)
  const recorded = await records(runs)
  assert.equal(recorded.length, runs.length * steps.length)
  const gone = once(child, 'exit')
  child.kill('SIGCONT')
  const [code] = (await gone) as [number]
  assert.equal(code, 99, 'it ends by itself')
  assert.deepEqual(await records(runs), recorded, 'it recorded nothing')
  assert.equal(server.counts().size, runs.length * steps.length)
})

test('Postgres stops in the midst of runs and comes back: every run is done, every effect has one key, nothing is lost', async (t) => {
  const asked = server.asked.length
  const runs = await start(60)
  await until('the runs are in their midst', async () => server.asked.length >= asked + 20, 60)
  const postgres = await testPostgres()
  await postgres.kill()
  await delay(5000)
  await postgres.start()
  await until('the database answers', async () => (await app.rows('SELECT 1').catch(() => [])).length > 0, 60)
  await allDone(app.kernel.query, runs)
  const mine = server.asked.slice(asked)
  const repeated = mine.length - new Set(mine.map(({ key }) => key)).size
  t.diagnostic(`${repeated} effects were asked for again, under their old key`)
  assert.equal(new Set(mine.map(({ key }) => key)).size, runs.length * steps.length)
  assert.equal(new Set(mine.map(({ key, body }) => `${key} ${body}`)).size, runs.length * steps.length)
  assert.equal((await records(runs)).length, runs.length * steps.length)
  const dead = await app.rows('SELECT 1 FROM kernel.node WHERE id = $1 AND dead_at IS NOT NULL', [app.kernel.node])
  assert.deepEqual(dead, [], 'nobody was taken for dead')
  const open = `SELECT 1 FROM kernel.run WHERE workflow = 'automations.run' AND state <> 'done'`
  await until('nothing is pending', async () => (await app.rows(open)).length === 0, 60)
})
