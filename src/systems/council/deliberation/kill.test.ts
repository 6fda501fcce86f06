import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { inTransaction, openPool, openSession, queryOn, type Query } from '#kernel/database.ts'
import { connectionOf } from '#kernel/executor/connection.ts'
import { newId } from '#kernel/ids.ts'
import { emitEvent } from '#kernel/outbox/write.ts'
import { vaultWith } from '#kernel/vault.ts'
import { events as modelEvents } from '#systems/models/events.ts'
import { choiceOf, mindIn, optionsIn, roundIn, wordsOf, yesNoOf } from '#tests/support/council-app.ts'
import { spawnCouncilNode, vaultKey, type CouncilNode } from '#tests/support/council-node.ts'
import { ask } from '#tests/support/durable-node.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { hang, object, type Asked, type Reply } from '#tests/support/model-servers/reply.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { until } from '#tests/support/until.ts'
import { awaitOutcomeWorkflow, deliberateWorkflow } from '../workflows.ts'

const minds = ['strategist', 'pragmatist', 'innovator']
const kinds = ['open', 'yes-no', 'choice', 'numeric', 'preference'] as const
type Kind = (typeof kinds)[number]
const options = [
  { id: 'go', label: 'Go', kind: 'choice' },
  { id: 'stay', label: 'Stay', kind: 'choice' },
]
/** How often each mind was asked in each round of each question. */
const asked = new Map<string, number>()
const prompt = (mind: string) => mind === 'strategist'

const server = await startModelServer(reply)
const { url, pool, query } = await newWorld(server.openai)
const questions = {} as Record<Kind, string>
for (const kind of kinds) questions[kind] = await askIn(kind)
let node: CouncilNode

test('a deliberation killed in every stage ends well; what was answered is not asked again, what was in flight once more', async () => {
  const sealed = (kind: Kind, round: string) =>
    rowOf('SELECT 1 FROM council.ballot WHERE question = $1 AND round = $2 AND voter = $3', [questions[kind], round, minds[0]])
  const inFlight = (...rounds: string[]) => rounds.every((round) => minds.slice(1).every((mind) => asked.get(`${round} ${mind}`) === 1))
  const underWay = async (...stages: [Kind, string][]) => {
    for (const [kind, round] of stages) if (!(await sealed(kind, round)) || !inFlight(`${kind} ${round}`)) return false
    return true
  }
  const killWhen = async (what: string, there: () => Promise<unknown>) => {
    node = await spawnCouncilNode({ after }, url)
    await until(what, there, 90)
    await node.kill()
  }
  await killWhen('a deliberation has begun', () => rowOf('SELECT 1 FROM council.question WHERE deadline_at IS NOT NULL'))
  await killWhen('claims and ballots are in flight', () =>
    underWay(['open', 'claims'], ['yes-no', 'ballot'], ['choice', 'ballot'], ['numeric', 'ballot'], ['preference', 'ballot']),
  )
  await killWhen('claim votes and second answers are in flight, and what has one round is answered', async () => {
    const answered = await rowOf(
      `SELECT 1 FROM council.question WHERE type IN ('numeric', 'preference') AND state = 'answered' HAVING count(*) = 2`,
    )
    return answered && underWay(['open', 'ballot'], ['yes-no', 'crux'], ['choice', 'crux'])
  })
  await killWhen('the answer is being written', async () => [...asked].some(([key]) => key.startsWith('open text')))
  node = await spawnCouncilNode({ after }, url)
  await until('all are answered', () => rowOf(`SELECT 1 FROM council.question WHERE state = 'answered' HAVING count(*) = 5`), 90)

  for (const [key, count] of asked) {
    const inTheMidst = !key.endsWith('strategist') || key === 'open text strategist'
    assert.equal(count, inTheMidst ? 2 : 1, `${key} was asked ${count} times`)
  }
  const calls = await query<{ key: string; states: string[] }>(
    'SELECT key, array_agg(state ORDER BY attempt) AS states FROM models.call GROUP BY key',
  )
  for (const { key, states } of calls.rows) {
    const midst = states.length === 2
    assert.deepEqual(states, midst ? ['possibly_paid', 'answered'] : ['answered'], key)
  }
  assert.equal(calls.rows.length, asked.size)
  const absent = await query('SELECT voter, absent FROM council.seat WHERE state <> $1', ['answered'])
  assert.deepEqual(absent.rows, [])
  const text = await query<{ text: string }>(`SELECT synthesis->>'text' AS text FROM council.answer WHERE question = $1`, [questions.open])
  assert.match(text.rows[0]!.text, /Written after all\./)
})

test('killed between an outcome and what is learned from it, nothing is learned twice, nothing is lost and nobody is asked again', async () => {
  const before = new Map(asked)
  const byHand = {
    open: { question: questions.open, outcome: { held: { C1: 1, C2: 0 } } },
    preference: { question: questions.preference, outcome: { chosen: 'go' } },
  }
  await resolveItself('yes-no', { kind: 'event', event: 'models.provider_changed', where: {} }, '1 day')
  await resolveItself('choice', {
    kind: 'operation',
    operation: 'models.listProviders',
    path: 'items.0.name',
    is: 'exists',
    options: [{ option: 'go', is: '=', value: 'house' }],
  })
  await resolveItself('numeric', { kind: 'operation', operation: 'council.listPersonas', path: 'providers', is: 'exists' })

  // Told before the node starts: what waits with a transaction open keeps later news back.
  await node.kill()
  await ask(url, { workflow: awaitOutcomeWorkflow, input: { question: questions.choice } })
  await ask(url, { workflow: awaitOutcomeWorkflow, input: { question: questions.numeric } })
  const news = { event: modelEvents.provider_changed, payload: { provider: newId() }, project: null, actor: 'test' }
  await inTransaction(pool, (client) => emitEvent(connectionOf(client), news))

  // All five have their outcome, and wait for the ledger when the node dies.
  await whileLocked('council.ledger', async () => {
    node = await spawnCouncilNode({ after }, url)
    const dying = [node.call('council.resolve', byHand.open), node.call('council.resolve', byHand.preference)]
    await until('five outcomes wait for the ledger', () => waitingFor('council.ledger', 5), 90)
    await node.kill()
    assert.deepEqual(await Promise.all(dying), [null, null])
    assert.equal(await rowOf('SELECT 1 FROM council.question WHERE resolved_at IS NOT NULL'), null)
  })
  // What the resolvers learn is committed, and their run cannot note that it was.
  await whileLocked('dbos.operation_outputs', async () => {
    node = await spawnCouncilNode({ after }, url)
    await until('what resolves itself is learned', () => rowOf(`${resolved} HAVING count(*) = 3`), 90)
    await until('no run could note it', () => waitingFor('dbos.operation_outputs', 2), 90)
    await node.kill()
  })
  node = await spawnCouncilNode({ after }, url)
  for (const kind of ['open', 'preference'] as const) {
    assert.deepEqual(Object.keys((await node.call('council.resolve', byHand[kind]))!), ['output'])
    assert.deepEqual(await node.call('council.resolve', byHand[kind]), { problem: 'council.already_resolved' })
  }
  const waiting = `SELECT 1 FROM kernel.run WHERE workflow = $1 AND state = 'done' HAVING count(*) = 2`
  await until('the waiting runs have ended', () => rowOf(waiting, [awaitOutcomeWorkflow.name]), 90)

  const learned = await query<{ question: string; result: object }>(
    `SELECT question, entry::jsonb -> 'outcome' AS result FROM council.ledger WHERE kind = 'resolved'`,
  )
  const expected: Record<Kind, object> = {
    open: { held: { C1: 1, C2: 0 } },
    'yes-no': { happened: 1 },
    choice: { credits: { go: 1 } },
    numeric: { value: 1 },
    preference: { chosen: 'go' },
  }
  assert.equal(learned.rows.length, 5)
  for (const kind of kinds) assert.deepEqual(learned.rows.find((row) => row.question === questions[kind])!.result, expected[kind])
  const replayed = (await node.call('council.replay', {}))!.output as { equal: boolean }
  assert.equal(replayed.equal, true)
  assert.deepEqual(asked, before)
})

const resolved = `SELECT 1 FROM council.ledger WHERE kind = 'resolved'`

/** The first mind answers at once; the others leave their first call hanging, which the kill then meets in flight. */
function reply(request: Asked): Reply {
  const round = roundIn(request)
  const kind = /Kind: ([a-z-]+)\./.exec(request.text)![1] as Kind
  const mind = mindIn(request)
  const key = `${kind} ${round} ${mind}`
  const count = (asked.get(key) ?? 0) + 1
  asked.set(key, count)
  if (count === 1 && (!prompt(mind) || round === 'text')) return hang
  const words = wordsOf(request, { reason: `${mind} thinks so.` })
  if (round === 'claims') return object({ claims: [{ text: `It is so, says ${mind}.`, evidence: [] }], ...words })
  if (round === 'text') return object({ text: 'Written after all.' })
  return ballots[kind](request, mind, words)
}

type Words = ReturnType<typeof wordsOf>

const ballots: Record<Kind, (request: Asked, mind: string, words: Words) => Reply> = {
  open(request, _mind, words) {
    const ids = [...request.text.matchAll(/"id":"(C\d)"/g)].map((match) => match[1]!)
    return object({ claims: ids.map((claim) => ({ claim, probability: 0.95 })), ...words })
  },
  'yes-no': (request, mind, words) => yesNoOf(request, mind === 'innovator' ? 0.3 : 0.6, words),
  choice: (request, mind, words) => choiceOf(request, mind === 'innovator' ? 'Stay' : 'Go', 0.6, words),
  numeric: (_request, mind, words) => object({ p10: 1, p50: 2 + minds.indexOf(mind), p90: 9, ...words }),
  preference: (request, _mind, words) => object({ ranking: optionsIn(request).map(({ letter }) => [letter]), ...words }),
}

async function newWorld(baseUrl: string): Promise<{ url: string; pool: ReturnType<typeof openPool>; query: Query }> {
  const database = await createDatabase()
  const first = await spawnCouncilNode({ after }, database)
  const connections = openPool(database, { max: 3 })
  connections.on('error', () => {})
  after(() => connections.end())
  const run = queryOn(connections)
  await run('UPDATE council.persona SET enabled = id = ANY ($1)', [minds])
  const provider = newId()
  await run(
    `INSERT INTO models.provider (id, name, kind, base_url, sealed_key, key_hint, created_by) VALUES ($1, 'house', 'openai-chat', $2, $3, '…', 'test')`,
    [provider, baseUrl, vaultWith(vaultKey).seal(`models.provider:${provider}`, 'a key of the tests')],
  )
  await run(
    `INSERT INTO models.model (id, provider, name, enabled_at, input_price, output_price, added_by) VALUES ($1, $2, 'gpt-5-mini', now(), 1000, 1000, 'test')`,
    [newId(), provider],
  )
  await first.kill()
  return { url: database, pool: connections, query: run }
}

async function askIn(kind: Kind): Promise<string> {
  const id = newId()
  await query(
    `INSERT INTO council.question (id, thread, turn, asker_name, type, text, options, domain, reversibility, scope, deadline_seconds, state)
     VALUES ($1, $1, 1, 'Owner', $2, 'Will it end well?', $3, 'general', 'costly', 'portfolio', 900, 'deliberating')`,
    [id, kind, JSON.stringify(kind === 'choice' || kind === 'preference' ? options : [])],
  )
  const run = await ask(url, { workflow: deliberateWorkflow, input: { question: id } })
  await query('UPDATE council.question SET run = $2 WHERE id = $1', [id, run])
  return id
}

/** What waits for reality; without a moment ahead it is to be read now. */
async function resolveItself(kind: Kind, spec: { kind: string; event?: string } & Record<string, unknown>, ahead = '0 seconds') {
  await query(
    `INSERT INTO council.resolver (question, kind, source, spec, event, due_at) VALUES ($1, $2, 'metric', $3, $4, now() + $5::interval)`,
    [questions[kind], spec.kind, JSON.stringify({ by: '2026-01-01T00:00:00Z', input: {}, ...spec }), spec.event ?? null, ahead],
  )
}

/** Nobody can write to the table meanwhile; everybody can read it. */
async function whileLocked(table: string, work: () => Promise<void>): Promise<void> {
  const session = await openSession(url)
  try {
    await session.query(`BEGIN; LOCK TABLE ${table} IN EXCLUSIVE MODE`)
    await work()
  } finally {
    await session.end()
  }
}

async function waitingFor(table: string, count: number): Promise<boolean> {
  const found = await query<{ waiting: number }>(
    'SELECT count(*)::integer AS waiting FROM pg_locks WHERE relation = $1::regclass AND NOT granted',
    [table],
  )
  return found.rows[0]!.waiting >= count
}

/** A row, or null while there is none or the database is away. */
function rowOf(text: string, values: readonly unknown[] = []): Promise<object | null> {
  return query(text, values).then(
    (found) => found.rows[0] ?? null,
    () => null,
  )
}
