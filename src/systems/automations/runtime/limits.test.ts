import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { allDone } from '#tests/support/automations-nodes.ts'
import { spawnAutomationsNode } from '#tests/support/automations-process.ts'
import { placeCommand, placeLocks, startOccupancyLog, type HeldPlace, type Sample } from '#tests/support/occupancy-log.ts'
import { startRecordingServer } from '#tests/support/recording-server.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const url = (app.kernel.pool.options as { connectionString: string }).connectionString
let release = (): void => {}
const held = new Promise<void>((resolve) => (release = resolve))
const server = await startRecordingServer(({ place }) => (place === '/first' ? held : 50))
after(() => server.close())

/** `LIMIT_RUNS=500` is the whole proof; it takes minutes of two cores, so the suite has fewer runs of the same limits. */
const many = Number(process.env['LIMIT_RUNS'] ?? 150)
const [rated, ranked] = [Math.max(30, Math.floor(many * 0.12)), Math.floor(many * 0.2)]
const five = many - rated - ranked - 1
const lanes = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']
const priorities = { low: 0, middle: 5, high: 9 }
const lane = 'inputs: { lane: { type: text, default: a } }\n'
const locks = placeLocks({ after }, lanes)

await app.save(
  textOf(
    'five',
    `- { id: pass, queue: { name: five, limit: 5, key: inputs.lane, keyLimit: 1 }, uses: shell, with: { command: ${JSON.stringify(placeCommand)}, arguments: ['\${ inputs.lane }', '${locks}'] } }`,
    lane,
  ),
)
const post = (path: string) => `uses: http, with: { method: post, url: '${server.address}${path}' }`
await app.save(textOf('rated', `- { id: pass, queue: { name: rated, rate: { limit: 20, per: 10s } }, ${post('/rated')} }`))
await app.save(textOf('first', `- { id: pass, queue: { name: ranked, limit: 1, priority: 100 }, ${post('/first')} }`))
for (const [name, priority] of Object.entries(priorities))
  await app.save(textOf(name, `- { id: pass, queue: { name: ranked, limit: 1, priority: ${priority} }, ${post('/ranked')} }`))

const count = async (statement: string, values: unknown[] = []) =>
  (await app.rows<{ many: number }>(`SELECT count(*)::integer AS many FROM ${statement}`, values))[0]!.many

async function start(automations: readonly string[], inputs: (index: number) => Record<string, string> = () => ({})): Promise<string[]> {
  const runs: string[] = []
  for (const [index, automation] of automations.entries())
    runs.push((await app.call(contract.start, { automation, inputs: inputs(index) })).run)
  return runs
}

test(`${many} runs on three nodes of which one is killed: no limit is ever exceeded, who is ranked higher comes first, nobody starves`, async (t) => {
  const children = [1, 2].map(() => spawnAutomationsNode({ url, home: app.home }))
  t.after(() => children.forEach((child) => child.kill('SIGKILL')))
  const there = 'kernel.node WHERE pid = ANY ($1) AND dead_at IS NULL'
  await until('three nodes are there', async () => (await count(there, [children.map(({ pid }) => pid)])) === 2, 180)
  const endLog = startOccupancyLog(t, url)
  const runs = await start(['first'])
  await until('the first one has its place', async () => server.open('/first') === 1, 60)
  const names = Object.keys(priorities)
  runs.push(...(await start(Array.from({ length: ranked }, (_, index) => names[index % names.length]!))))
  runs.push(...(await start(Array.from({ length: rated }, () => 'rated'))))
  runs.push(
    ...(await start(
      Array.from({ length: five }, () => 'five'),
      (index) => ({ lane: lanes[index % lanes.length]! }),
    )),
  )
  assert.equal(runs.length, many)
  await until(
    'all of a rank wait',
    async () => (await count("automations.place WHERE queue = 'ranked' AND held_at IS NULL")) === ranked,
    120,
  )
  release()
  const ofVictim = 'automations.process p JOIN kernel.run r ON r.id = p.run JOIN kernel.node n ON n.id = r.node WHERE n.pid = $1'
  await until('a node has processes', async () => (await count(ofVictim, [children[0]!.pid])) > 0, 120)
  children[0]!.kill('SIGKILL')
  await allDone(app.kernel.query, runs, 240 + many * 2)
  const log = await endLog()
  t.diagnostic(`${log.length} samples, one every ${((log.at(-1)!.at - log[0]!.at) / log.length).toFixed(1)} ms`)
  requireLimits(log)
  requireOrder(grantsOf(log, 'ranked'))
  assert.equal(await count('automations.place'), 0)
})

function requireLimits(log: readonly Sample[]): void {
  for (const { places, lanes: processes } of log) {
    const ofFive = places.filter(({ queue }) => queue === 'five')
    const keys = ofFive.map(({ key }) => key)
    assert.ok(ofFive.length <= 5, `${ofFive.length} places of five were held at once`)
    assert.equal(new Set(keys).size, keys.length, `one key had two places: ${keys.join(' ')}`)
    assert.ok(processes.length <= 5, `${processes.length} processes of five places`)
    assert.equal(new Set(processes).size, processes.length, `one key had two processes: ${processes.join(' ')}`)
    assert.ok(places.filter(({ queue }) => queue === 'ranked').length <= 1)
  }
  assert.ok(
    log.some(({ places }) => places.filter(({ queue }) => queue === 'five').length === 5),
    'all five places were used',
  )
  assert.ok(
    log.some(({ lanes: processes }) => processes.length > 1),
    'the log sees processes',
  )
  const given = grantsOf(log, 'rated').map((place) => place.held)
  assert.ok(given.length > 20, `${given.length} were seen`)
  // Moments are kept to the millisecond: two of them may be off by one together.
  for (const [index, at] of given.entries())
    assert.ok(index < 20 || at - given[index - 20]! >= 9999, `21 were given places within ${at - given[index - 20]!} ms`)
}

/** The places that were given, in the order in which they were. */
function grantsOf(log: readonly Sample[], queue: string): HeldPlace[] {
  const given = log.flatMap(({ places }) => places.filter((place) => place.queue === queue))
  return [...new Map(given.map((place) => [place.run, place])).values()].sort((one, other) => one.held - other.held)
}

/** A minute of waiting counts as much as one step of priority; so nobody waits for ever. */
function requireOrder(given: readonly HeldPlace[]): void {
  const worth = given.map(({ priority, asked }) => priority - asked / 60_000)
  assert.ok(given.length > ranked / 2, `${given.length} were seen`)
  for (const [index, value] of worth.entries())
    assert.ok(
      index === 0 || value <= worth[index - 1]! + 0.001,
      `place ${index} was given out of order: ${JSON.stringify(given.slice(index - 1, index + 1))}`,
    )
}

test('who has waited long enough comes before those of a higher priority', async () => {
  const hold = textOf('holder', '- { id: pass, queue: { name: fair, limit: 1 }, uses: listen, with: { event: { type: go } } }')
  await app.save(hold)
  await app.save(textOf('patient', '- { id: pass, queue: { name: fair, limit: 1 }, uses: set, with: { a: 1 } }'))
  await app.save(textOf('urgent', '- { id: pass, queue: { name: fair, limit: 1, priority: 9 }, uses: set, with: { a: 1 } }'))
  const [holder] = await start(['holder'])
  await app.reaches(holder!, 'waiting')
  const [patient, ...urgent] = await start(['patient', 'urgent', 'urgent', 'urgent'])
  await until('all of them wait', async () => (await count("automations.place WHERE queue = 'fair' AND held_at IS NULL")) === 4, 60)
  await app.rows("UPDATE automations.place SET asked_at = asked_at - interval '10 minutes' WHERE run = $1", [patient])
  await app.call(contract.emitEvent, { type: 'go' })
  await allDone(app.kernel.query, [holder!, patient!, ...urgent])
  const ended = await app.rows<{ id: string }>('SELECT id FROM automations.run WHERE id = ANY ($1) ORDER BY ended_at', [
    [patient, ...urgent],
  ])
  assert.equal(ended[0]!.id, patient)
})
