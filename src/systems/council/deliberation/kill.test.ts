import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { openPool, queryOn, type Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { vaultWith } from '#kernel/vault.ts'
import { mindIn, roundIn, wordsOf, yesNoOf } from '#tests/support/council-app.ts'
import { spawnCouncilNode, vaultKey } from '#tests/support/council-node.ts'
import { ask } from '#tests/support/durable-node.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { hang, object, type Asked, type Reply } from '#tests/support/model-servers/reply.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { until } from '#tests/support/until.ts'
import { deliberateWorkflow } from '../workflows.ts'

const minds = ['strategist', 'pragmatist', 'innovator']
/** How often each mind was asked in each round of each question. */
const asked = new Map<string, number>()
const prompt = (mind: string) => mind === 'strategist'

test('a deliberation killed in every stage ends well; what was answered is not asked again, what was in flight once more', async (t) => {
  const server = await startModelServer(reply)
  const { url, query } = await newWorld(t, server.openai)
  const open = await askIn(url, query, 'open')
  const yesNo = await askIn(url, query, 'yes-no')
  const sealed = (question: string, round: string) =>
    rowOf(query, 'SELECT 1 FROM council.ballot WHERE question = $1 AND round = $2 AND voter = $3', [question, round, minds[0]])
  const inFlight = (...rounds: string[]) => rounds.every((round) => minds.slice(1).every((mind) => asked.get(`${round} ${mind}`) === 1))

  const killWhen = async (what: string, there: () => Promise<unknown>) => {
    const node = await spawnCouncilNode(t, url)
    await until(what, async () => (await there()) !== null && (await there()) !== false, 90)
    await node.kill()
  }
  await killWhen('a deliberation has begun', () =>
    rowOf(query, 'SELECT 1 FROM council.question WHERE deadline_at IS NOT NULL AND id = ANY ($1)', [[open, yesNo]]),
  )
  await killWhen('claims and ballots are in flight', async () => {
    const kept = (await sealed(open, 'claims')) && (await sealed(yesNo, 'ballot'))
    return kept && inFlight('open claims', 'yes-no ballot')
  })
  await killWhen('claim votes and second answers are in flight', async () => {
    const kept = (await sealed(open, 'ballot')) && (await sealed(yesNo, 'crux'))
    return kept && inFlight('open ballot', 'yes-no crux')
  })
  await killWhen('the answer is being written', async () => [...asked].some(([key]) => key.startsWith('open text')))
  await spawnCouncilNode(t, url)
  await until('both are answered', () => rowOf(query, `SELECT 1 FROM council.question WHERE state = 'answered' HAVING count(*) = 2`), 90)

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
  const text = await query<{ text: string }>(`SELECT synthesis->>'text' AS text FROM council.answer WHERE question = $1`, [open])
  assert.match(text.rows[0]!.text, /Written after all\./)
})

/** The first mind answers at once; the others leave their first call hanging, which the kill then meets in flight. */
function reply(request: Asked): Reply {
  const round = roundIn(request)
  const kind = request.text.includes('Kind: open') ? 'open' : 'yes-no'
  const mind = mindIn(request)
  const key = `${kind} ${round} ${mind}`
  const count = (asked.get(key) ?? 0) + 1
  asked.set(key, count)
  if (count === 1 && (!prompt(mind) || round === 'text')) return hang
  const words = wordsOf(request, { reason: `${mind} thinks so.` })
  if (round === 'claims') return object({ claims: [{ text: `It is so, says ${mind}.`, evidence: [] }], ...words })
  if (round === 'text') return object({ text: 'Written after all.' })
  if (kind === 'yes-no') return yesNoOf(request, mind === 'innovator' ? 0.3 : 0.6, words)
  const ids = [...request.text.matchAll(/"id":"(C\d)"/g)].map((match) => match[1]!)
  return object({ claims: ids.map((claim) => ({ claim, probability: 0.95 })), ...words })
}

async function newWorld(t: TestContext, baseUrl: string): Promise<{ url: string; query: Query }> {
  const url = await createDatabase()
  const first = await spawnCouncilNode(t, url)
  const pool = openPool(url, { max: 3 })
  pool.on('error', () => {})
  t.after(() => pool.end())
  const query = queryOn(pool)
  await query('UPDATE council.persona SET enabled = id = ANY ($1)', [minds])
  const provider = newId()
  await query(
    `INSERT INTO models.provider (id, name, kind, base_url, sealed_key, key_hint, created_by) VALUES ($1, 'house', 'openai-chat', $2, $3, '…', 'test')`,
    [provider, baseUrl, vaultWith(vaultKey).seal(`models.provider:${provider}`, 'a key of the tests')],
  )
  await query(
    `INSERT INTO models.model (id, provider, name, enabled_at, input_price, output_price, added_by) VALUES ($1, $2, 'gpt-5-mini', now(), 1000, 1000, 'test')`,
    [newId(), provider],
  )
  await first.kill()
  return { url, query }
}

async function askIn(url: string, query: Query, type: 'open' | 'yes-no'): Promise<string> {
  const id = newId()
  await query(
    `INSERT INTO council.question (id, thread, turn, asker_name, type, text, domain, reversibility, scope, deadline_seconds, state)
     VALUES ($1, $1, 1, 'Owner', $2, 'Will it end well?', 'general', 'costly', 'portfolio', 900, 'deliberating')`,
    [id, type],
  )
  const run = await ask(url, { workflow: deliberateWorkflow, input: { question: id } })
  await query('UPDATE council.question SET run = $2 WHERE id = $1', [id, run])
  return id
}

/** A row, or null while there is none or the database is away. */
function rowOf(query: Query, text: string, values: readonly unknown[] = []): Promise<object | null> {
  return query(text, values).then(
    (found) => found.rows[0] ?? null,
    () => null,
  )
}
