import assert from 'node:assert/strict'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, test, type TestContext } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { allDone } from '#tests/support/automations-nodes.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { placeLocks } from '#tests/support/occupancy-log.ts'
import { startRecordingServer } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const url = (app.kernel.pool.options as { connectionString: string }).connectionString
const server = await startRecordingServer(() => 150)
after(() => server.close())

async function start(automation: string, many: number): Promise<string[]> {
  const runs: string[] = []
  for (let number = 0; number < many; number += 1) runs.push((await app.call(contract.start, { automation })).run)
  return runs
}

interface Killed {
  readonly runs: string[]
  readonly orphans: number
  /** Seconds from the kill until every orphan was claimed by another node, or done. */
  readonly claimedAfter: number
}

/** Another node that is killed in the midst of some runs; runs are started until it has that many. */
async function killedNode(t: TestContext, least: number, begin: () => Promise<string[]>): Promise<Killed> {
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
  const held = `SELECT id FROM kernel.run WHERE state = 'running' AND workflow = 'automations.run' AND node <> $1`
  const ofOther = async () => (await app.rows<{ id: string }>(held, [app.kernel.node])).map(({ id }) => id)
  const left = `SELECT 1 FROM automations.run WHERE id = ANY ($1) AND state IN ('waiting', 'running')`
  const runs: string[] = []
  const working = async () => {
    if ((await ofOther()).length >= least) return true
    if ((await app.rows(left, [runs])).length < 20) runs.push(...(await begin()))
    return false
  }
  await until('the other node works', working, 180)
  child.kill('SIGKILL')
  const killed = performance.now()
  await gone
  const orphans = await ofOther()
  const unclaimed = `SELECT 1 FROM kernel.run WHERE id = ANY ($1) AND state <> 'done' AND node IS DISTINCT FROM $2`
  await until('every orphan is claimed', async () => (await app.rows(unclaimed, [orphans, app.kernel.node])).length === 0, 60)
  return { runs, orphans: orphans.length, claimedAfter: (performance.now() - killed) / 1000 }
}

test('a node is killed under runs of five steps: all finish, and each effect has one key and one record', async (t) => {
  const steps = ['a', 'b', 'c', 'd', 'e'].map((id) => `- { id: ${id}, uses: http, with: { method: post, url: '${server.address}/steps' } }`)
  await app.save(textOf('five', steps.join('\n')))
  const { runs, orphans, claimedAfter } = await killedNode(t, 3, () => start('five', 25))
  await allDone(app.kernel.query, runs)
  const counts = server.counts('/steps')
  const repeated = [...counts.values()].filter((count) => count > 1).length
  t.diagnostic(`${orphans} orphans were claimed ${claimedAfter.toFixed(1)} s after the kill; ${repeated} effects were asked for twice`)
  assert.ok(claimedAfter <= 8, `${claimedAfter} s`)
  assert.equal(counts.size, runs.length * 5)
  const recorded = await app.rows<{ many: number }>(
    `SELECT count(*)::integer AS many FROM automations.task WHERE run = ANY ($1) AND kind = 'call' AND recorded AND state = 'done'`,
    [runs],
  )
  assert.equal(recorded[0]!.many, runs.length * 5)
  const unfinished = `SELECT 1 FROM kernel.run WHERE workflow = 'automations.run' AND state IN ('waiting', 'running')`
  await until('nothing is pending', async () => (await app.rows(unfinished)).length === 0, 60)
})

test('a queue never gives more places than it has, over two nodes of which one is killed', async (t) => {
  await app.save(
    textOf(
      'narrow',
      `- { id: pass, queue: { name: narrow, limit: 3, key: inputs.lane, keyLimit: 1 }, uses: http, with: { method: post, url: '${server.address}/narrow' } }`,
      'inputs: { lane: { type: text, default: one } }\n',
    ),
  )
  const lanes = ['a', 'b', 'c', 'd', 'e']
  const begin = (_: unknown, index: number) => app.call(contract.start, { automation: 'narrow', inputs: { lane: lanes[index % 5] } })
  // Three hold a place at once over both nodes: the other one seldom has all of them.
  const { runs } = await killedNode(t, 1, async () => (await Promise.all(Array.from({ length: 20 }, begin))).map(({ run }) => run))
  await allDone(app.kernel.query, runs)
  assert.ok(server.most('/narrow') <= 3, `${server.most('/narrow')} at once`)
  await until('every place is given back', async () => (await app.rows('SELECT 1 FROM automations.place')).length === 0, 60)
})

/** Holds the lock of its lane until there is a file that lets it end; the lock is free when nothing of it is left. */
const holding = `exec 9< "$2/lane-$1" && flock -n 9 || { echo "another process of lane $1 is left" >&2; exit 75; }
while [ ! -e "$2/enough-$1" ]; do sleep 0.2; done
:`

test('a process of a killed node is gone before its step runs again, however long it would have gone on', async (t) => {
  const lanes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j']
  const folder = placeLocks(t, lanes)
  const step = `- { id: hold, uses: shell, with: { command: ${JSON.stringify(holding)}, arguments: ['\${ inputs.lane }', '${folder}'] } }`
  await app.save(textOf('long', step, 'inputs: { lane: { type: text, default: a } }\n'))
  const child = spawnAutomationsNode({ url, home: app.home })
  t.after(() => void child.kill('SIGKILL'))
  const there = 'SELECT 1 FROM kernel.node WHERE pid = $1 AND dead_at IS NULL'
  await until('the other node is there', async () => (await app.rows(there, [child.pid])).length > 0, 180)
  const runs: string[] = []
  for (const lane of lanes) runs.push((await app.call(contract.start, { automation: 'long', inputs: { lane } })).run)
  const processesOf = (where: string) =>
    app.rows<{ run: string }>(`SELECT p.run FROM automations.process p JOIN kernel.run r ON r.id = p.run WHERE ${where}`, [app.kernel.node])
  const ofOther = await until(
    'the other node has processes',
    async () => {
      const rows = await processesOf('r.node <> $1')
      return rows.length > 0 && rows.map(({ run }) => run)
    },
    120,
  )
  child.kill('SIGKILL')
  const release = (run: string): void => writeFileSync(join(folder, `enough-${lanes[runs.indexOf(run)]}`), '')
  // Theirs are as many as one node has places for: the others have to make room.
  runs.filter((run) => !ofOther.includes(run)).forEach(release)
  await until(
    'their steps run again',
    async () => {
      assert.deepEqual(await app.rows("SELECT error FROM automations.run WHERE name = 'long' AND state = 'failed'"), [])
      const here = new Set((await processesOf('r.node = $1')).map(({ run }) => run))
      return ofOther.every((run) => here.has(run))
    },
    120,
  )
  ofOther.forEach(release)
  await allDone(app.kernel.query, runs)
})
