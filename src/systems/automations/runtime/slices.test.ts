import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { RestartedNodes } from '#tests/support/automations-nodes.ts'
import { startRecordingServer } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const url = (app.kernel.pool.options as { connectionString: string }).connectionString
const server = await startRecordingServer(({ place }) => (place === '/held' ? new Promise(() => {}) : 30))
after(() => server.close())
const body = "body: { item: '${ $item }', run: '${ $workflow.id }' }"
const fan = (path: string, items: number, more = '') =>
  `- { id: all, forEach: '[range(${items})]', parallel: 8, uses: http, with: { method: post, url: '${server.address}${path}', ${body} }${more} }`
// Saved before there is another node: compiling for the first time, on a busy machine, this one may look dead to it.
await app.save(
  `${textOf('shared', fan('/shared', 400))}outputs: { count: '\${ steps.all.output | length }', all: '\${ steps.all.output | map(.answer) | unique | length }' }\n`,
)
await app.save(textOf('killed', fan('/killed', 600)))
await app.save(textOf('long', fan('/held', 400)))
const step = `- { id: all, forEach: '[range(400)]', parallel: 8, uses: http, with: { method: post, url: '\${ if $item == 133 then "http://127.0.0.1:1/" else "${server.address}/failing" end }' } }`
await app.save(textOf('failing', step))
const nodes = new RestartedNodes({ after }, { url, home: app.home, query: app.kernel.query }, 1)
// A test has one machine. That there is another one, whose node beats but takes no work, is what lets fan-outs be cut.
await app.rows("INSERT INTO kernel.host (id, name) VALUES ('elsewhere', 'elsewhere')")
await app.rows(
  "INSERT INTO kernel.node (id, host, pid, version, beat_at) VALUES ('elsewhere.1', 'elsewhere', 1, 'x', now() + interval '1 day')",
)
const another = "SELECT 1 FROM kernel.node WHERE id <> $1 AND host <> 'elsewhere' AND dead_at IS NULL AND left_at IS NULL"
const isThere = async () => (await app.rows(another, [app.kernel.node])).length === 1
/** How many slices a run was cut into, whether they have ended or not. */
const slicesOf = async (run: string) =>
  (await app.rows("SELECT 1 FROM kernel.run WHERE workflow = 'automations.slice' AND input->>'run' = $1", [run])).length

test('a fan-out is shared by the nodes, each item has one effect and its output in its place, and the limit holds over all of them', async () => {
  await until('the other node is there', isThere, 180)
  const { run } = await app.call(contract.start, { automation: 'shared' })
  const ended = await app.ended(run)
  assert.deepEqual([ended.state, ended.output], ['done', { count: 400, all: 400 }], JSON.stringify(ended.error))
  assert.equal(await slicesOf(run), 4)
  assert.ok(server.most('/shared') <= 8, `${server.most('/shared')} at once`)
  assert.equal(server.counts('/shared').size, 400)
  const bodies = server.asked
    .filter(({ place }) => place === '/shared')
    .map((asked) => JSON.parse(asked.body) as { item: number; run: string })
  assert.deepEqual(new Set(bodies.map((one) => one.run)), new Set([run]))
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.slice WHERE run = $1', [run]), [])
})

test('a node is killed in the midst of a shared fan-out: its slices go on elsewhere, and nothing that was recorded is done again', async () => {
  await until('the other node is there', isThere, 180)
  const { run } = await app.call(contract.start, { automation: 'killed' })
  await until('it is in its midst', async () => server.counts('/killed').size > 150, 60)
  await nodes.kill(0)
  const ended = await app.ended(run)
  assert.equal(ended.state, 'done', JSON.stringify(ended.error))
  assert.equal(await slicesOf(run), 4)
  const counts = server.counts('/killed')
  assert.equal(counts.size, 600)
  const again = [...counts.values()].filter((count) => count > 1).length
  assert.ok(again <= 8, `${again} were asked for again; at most the limit was in flight`)
  const recorded = await app.rows("SELECT 1 FROM automations.task WHERE run = $1 AND kind = 'call' AND recorded AND key LIKE '%/each#%'", [
    run,
  ])
  assert.equal(recorded.length, 600)
})

test('one item fails: the run fails with its error, and no slice goes on', async () => {
  await until('the other node is there', isThere, 180)
  const { run } = await app.call(contract.start, { automation: 'failing' })
  const ended = await app.ended(run)
  assert.equal(ended.state, 'failed')
  assert.match(ended.error!.instance ?? '', /^\/do\//)
  const asked = server.asked.length
  const open = "SELECT 1 FROM kernel.run WHERE workflow = 'automations.slice' AND state IN ('waiting', 'running')"
  await until('no slice is left', async () => (await app.rows(open)).length === 0, 60)
  assert.equal(server.open('/failing'), 0)
  assert.ok(asked >= server.asked.length - 8)
})

test('a run with a shared fan-out is cancelled: it has ended only when no slice is left', async () => {
  await until('the other node is there', isThere, 180)
  const { run } = await app.call(contract.start, { automation: 'long' })
  await until('both are at work', async () => server.open('/held') === 8, 60)
  await app.call(contract.cancelRun, { run })
  const ended = await app.ended(run)
  assert.equal(ended.state, 'cancelled')
  const open = "SELECT 1 FROM kernel.run WHERE workflow = 'automations.slice' AND state IN ('waiting', 'running')"
  assert.deepEqual(await app.rows(open), [])
  await until('nothing is asked for any more', async () => server.open('/held') === 0, 60)
})
