import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test, type TestContext } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const url = (app.kernel.pool.options as { connectionString: string }).connectionString

/** Counts effects by the key they bear, and how many go on at once at each place. */
const keys = new Map<string, number>()
const open = new Map<string, number>()
const most = new Map<string, number>()
const server = createServer(async (request, response) => {
  const place = request.url!
  const key = String(request.headers['idempotency-key'])
  keys.set(key, (keys.get(key) ?? 0) + 1)
  open.set(place, (open.get(place) ?? 0) + 1)
  most.set(place, Math.max(most.get(place) ?? 0, open.get(place)!))
  response.once('close', () => open.set(place, open.get(place)! - 1))
  await delay(150)
  response.end('{}')
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => {
  server.close()
  server.closeAllConnections()
})
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

async function start(automation: string, many: number): Promise<string[]> {
  const runs: string[] = []
  for (let number = 0; number < many; number += 1) runs.push((await app.call(contract.start, { automation })).run)
  return runs
}

/**
 * Another node that is killed in the midst of at least three runs; runs are started until it has that many. Answers all
 * runs, and how many it left behind.
 */
async function killedNode(t: TestContext, begin: () => Promise<string[]>): Promise<{ runs: string[]; orphans: number }> {
  let child = spawnAutomationsNode({ url, home: app.home })
  t.after(() => void child.kill('SIGKILL'))
  const there = 'SELECT 1 FROM kernel.node WHERE id <> $1 AND dead_at IS NULL AND left_at IS NULL'
  const isThere = async () => {
    // On a busy machine a node may not come up at the first try.
    if (child.exitCode !== null) child = spawnAutomationsNode({ url, home: app.home })
    return (await app.rows(there, [app.kernel.node])).length > 0
  }
  await until('the other node is there', isThere, 180)
  const gone = once(child, 'exit')
  const held = `SELECT count(*)::integer AS many FROM kernel.run WHERE state = 'running' AND workflow = 'automations.run' AND node <> $1`
  const count = async () => (await app.rows<{ many: number }>(held, [app.kernel.node]))[0]!.many
  const left = `SELECT 1 FROM automations.run WHERE id = ANY ($1) AND state IN ('waiting', 'running')`
  const runs: string[] = []
  const working = async () => {
    if ((await count()) >= 3) return true
    if ((await app.rows(left, [runs])).length < 20) runs.push(...(await begin()))
    return false
  }
  await until('the other node works', working, 180)
  child.kill('SIGKILL')
  await gone
  return { runs, orphans: await count() }
}

async function allDone(runs: readonly string[]): Promise<void> {
  await until(
    'all runs are done',
    async () => {
      const left = await app.rows<{ state: string }>('SELECT state FROM automations.run WHERE id = ANY ($1)', [runs])
      assert.ok(
        left.every((row) => row.state !== 'failed' && row.state !== 'cancelled'),
        JSON.stringify(left),
      )
      return left.every((row) => row.state === 'done')
    },
    180,
  )
}

test('a node is killed under runs of five steps: all finish, and each effect has one key and one record', async (t) => {
  const steps = ['a', 'b', 'c', 'd', 'e'].map((id) => `- { id: ${id}, uses: http, with: { method: post, url: '${address}/steps' } }`)
  await app.save(textOf('five', steps.join('\n')))
  const { runs, orphans } = await killedNode(t, () => start('five', 25))
  await allDone(runs)
  t.diagnostic(
    `${orphans} runs were taken over; ${[...keys.values()].filter((count) => count > 1).length} effects were asked for twice, with the same key`,
  )
  assert.equal(keys.size, runs.length * 5)
  const recorded = await app.rows<{ many: number }>(
    `SELECT count(*)::integer AS many FROM automations.task WHERE run = ANY ($1) AND kind = 'call' AND recorded AND state = 'done'`,
    [runs],
  )
  assert.equal(recorded[0]!.many, runs.length * 5)
  assert.deepEqual(await app.rows(`SELECT 1 FROM kernel.run WHERE workflow = 'automations.run' AND state IN ('waiting', 'running')`), [])
})

test('a queue never gives more places than it has, over two nodes of which one is killed', async (t) => {
  await app.save(
    textOf(
      'narrow',
      `- { id: pass, queue: { name: narrow, limit: 3, key: inputs.lane, keyLimit: 1 }, uses: http, with: { method: post, url: '${address}/narrow' } }`,
      'inputs: { lane: { type: text, default: one } }\n',
    ),
  )
  const lanes = ['a', 'b', 'c', 'd', 'e']
  const begin = (_: unknown, index: number) => app.call(contract.start, { automation: 'narrow', inputs: { lane: lanes[index % 5] } })
  const { runs } = await killedNode(t, async () => (await Promise.all(Array.from({ length: 20 }, begin))).map(({ run }) => run))
  await allDone(runs)
  assert.ok(most.get('/narrow')! <= 3, `${most.get('/narrow')} at once`)
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.place'), [])
})
