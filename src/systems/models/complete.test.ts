import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { cut, fail, flood, garbage, hang, object, redirect, say } from '#tests/support/model-servers/reply.ts'
import { complete } from './complete.ts'
import type { CompletionRequest } from './completion.ts'
import { stream } from './public.ts'
import { models } from './system.ts'

const server = await startModelServer(() => say('Yes.'))
const elsewhere = await startModelServer(() => say('From elsewhere.'))
const app = await startApp({ systems: [models] })
const ctx = app.kernel.context(app.owner)
const openai = await addModel(app, { provider: 'openai', kind: 'openai-responses', baseUrl: server.openai, contextWindow: 5000 })
const claude = await addModel(app, { provider: 'claude', kind: 'anthropic', baseUrl: server.anthropic })
const local = await addModel(app, { provider: 'local', kind: 'openai-compatible', baseUrl: server.openai })

function request(more: Partial<CompletionRequest> = {}): CompletionRequest {
  return {
    key: newId(),
    model: openai,
    purpose: 'test.ask',
    messages: [{ role: 'user', text: 'Are you there?' }],
    maxOutputTokens: 100,
    ...more,
  }
}

interface Row {
  state: string
  tries: number
  cost: string | null
  counted: string
  error_code: string | null
}

async function ledger(key: string): Promise<Row[]> {
  return app.rows<Row>(
    'SELECT state, tries, cost_micros AS cost, counted_micros AS counted, error_code FROM models.call WHERE key = $1 ORDER BY attempt',
    [key],
  )
}

async function failure(work: Promise<unknown>): Promise<Problem> {
  const error = await work.then(
    () => null,
    (problem: unknown) => problem,
  )
  assert.ok(error instanceof Problem, String(error))
  return error
}

/** A provider that failed in a test is well again for the next one. */
async function heal(): Promise<void> {
  await app.rows('UPDATE models.provider SET failures = 0, rests_until = NULL, trial_at = NULL')
}

for (const model of [openai, claude, local]) {
  test(`${model}: 429 with Retry-After is waited for, and paid for once`, async () => {
    server.answer((_asked, count) => (count % 3 === 0 ? say('At last.') : fail(429, { retryAfter: 0 })))
    const { asked } = server
    while (asked.length % 3 !== 0) asked.pop()
    const one = request({ model })
    const done = await complete(ctx, one)
    assert.equal(done.text, 'At last.')
    const [row] = await ledger(one.key)
    assert.deepEqual([row!.state, row!.tries, row!.cost], ['answered', 3, '300'])
  })

  test(`${model}: 500s are tried again, then told as they are; nothing is counted as spent`, async () => {
    server.answer(() => fail(500, { message: 'Overloaded, sorry.', retryAfter: 0 }))
    const one = request({ model })
    const problem = await failure(complete(ctx, one))
    assert.equal(problem.code, 'models.provider_failed')
    assert.match(problem.message, /500: Overloaded/)
    const [row] = await ledger(one.key)
    assert.deepEqual([row!.state, row!.tries, row!.cost, row!.counted], ['failed', 4, '0', '0'])
    await heal()
  })

  test(`${model}: what nobody can read, what is endless, and what leads elsewhere`, async () => {
    server.answer(() => garbage('{"half": '))
    assert.equal((await failure(complete(ctx, request({ model })))).code, 'models.bad_output')
    server.answer(() => flood(9 * 1024 * 1024))
    assert.match((await failure(complete(ctx, request({ model })))).message, /larger than 8 MiB/)
    server.answer((asked) => redirect(`${asked.protocol === 'anthropic' ? elsewhere.anthropic : elsewhere.openai}/messages`))
    const moved = await failure(complete(ctx, request({ model })))
    assert.equal(moved.code, 'models.provider_refused')
    assert.match(moved.message, /redirect/)
    assert.deepEqual([elsewhere.asked.length, elsewhere.others.length], [0, 0], 'no host but the configured one is contacted')
    await heal()
  })

  test(`${model}: a stream that breaks off fails, however good its text looks`, async () => {
    server.answer(() => cut('One, two, three, four, five, six.'))
    const one = request({ model })
    const { text, completion } = await stream(ctx, one)
    const settled = failure(completion)
    await assert.rejects(async () => {
      for await (const _ of text);
    })
    assert.equal((await settled).code, 'models.provider_failed')
    assert.equal((await ledger(one.key))[0]!.state, 'possibly_paid')
    await heal()
  })
}

test('a hang ends at the deadline, and counts as possibly paid', async () => {
  server.answer(() => hang)
  // Time enough for the question to leave on a busy machine; nothing here depends on how much is left over.
  const all = [openai, claude, local].map((model) => request({ model, deadline: new Date(Date.now() + 8000) }))
  const problems = await Promise.all(all.map((one) => failure(complete(ctx, one))))
  for (const [index, one] of all.entries()) {
    assert.deepEqual([problems[index]!.code, problems[index]!.more['possiblyPaid']], ['models.timeout', true])
    const [row] = await ledger(one.key)
    assert.deepEqual([row!.state, row!.cost, row!.tries], ['possibly_paid', null, 1])
    assert.ok(Number(row!.counted) >= 1000)
  }
  await heal()
})

test('a long Retry-After is not waited for: the caller is told how long', async () => {
  server.answer(() => fail(429, { retryAfter: 120 }))
  const one = request()
  const problem = await failure(complete(ctx, one))
  assert.deepEqual([problem.code, problem.more['retryAfterSeconds']], ['models.rate_limited', 120])
  assert.deepEqual([(await ledger(one.key))[0]!.state, (await ledger(one.key))[0]!.tries], ['failed', 1])
})

test('a refused key is told without showing it, and not tried again', async () => {
  server.answer(() => fail(401, { message: 'Incorrect API key provided: sk-secretsecret.' }))
  const one = request()
  const problem = await failure(complete(ctx, one))
  assert.equal(problem.code, 'models.provider_refused')
  assert.ok(!problem.message.includes('secretsecret'))
  assert.equal((await ledger(one.key))[0]!.tries, 1)
})

test('a question that does not fit is not sent', async () => {
  const before = server.asked.length
  const long = request({ messages: [{ role: 'user', text: 'word '.repeat(5000) }] })
  assert.equal((await failure(complete(ctx, long))).code, 'models.too_long')
  assert.deepEqual([server.asked.length, await ledger(long.key)], [before, []])
})

test('a provider that fails five times in a row is left alone; after its rest one call tries', async () => {
  // Longer than anybody waits: the first try is the last one.
  server.answer(() => fail(503, { retryAfter: 120 }))
  await Promise.all(Array.from({ length: 9 }, () => failure(complete(ctx, request()))))
  const [ill] = await app.rows<{ failures: number }>("SELECT failures FROM models.provider WHERE name = 'openai'")
  assert.equal(ill!.failures, 5, 'one outage does not make the rest longer')
  const before = server.asked.length
  assert.equal((await failure(complete(ctx, request()))).code, 'models.circuit_open')
  assert.equal(server.asked.length, before)
  await app.rows("UPDATE models.provider SET rests_until = now() - interval '1 second'")
  let release!: (value: ReturnType<typeof say>) => void
  const first = new Promise<ReturnType<typeof say>>((resolve) => (release = resolve))
  server.answer(() => first)
  const trial = complete(ctx, request())
  while (server.asked.length === before) await new Promise(setImmediate)
  assert.equal((await failure(complete(ctx, request()))).code, 'models.circuit_open', 'others wait for how the trial ends')
  release(say('Well again.'))
  assert.equal((await trial).text, 'Well again.')
  server.answer(() => say('Yes.'))
  assert.equal((await complete(ctx, request())).text, 'Yes.')
})

test('a call is not made inside a transaction', async () => {
  const before = server.asked.length
  await assert.rejects(
    ctx.transaction((open) => complete(open, request())),
    /never called inside a transaction/,
  )
  assert.equal(server.asked.length, before)
})

test('the same key side by side is one call, and another question under it is refused', async () => {
  server.answer(() => say('Once.'))
  const before = server.asked.length
  const one = request()
  const all = await Promise.all([complete(ctx, one), complete(ctx, one), complete(ctx, one)])
  assert.deepEqual([all.map((done) => done.text), server.asked.length - before], [['Once.', 'Once.', 'Once.'], 1])
  const other = { ...one, messages: [{ role: 'user' as const, text: 'Something else?' }] }
  assert.equal((await failure(complete(ctx, other))).code, 'kernel.idempotency_conflict')
})

test('who ends a call ends it at the provider too, and it counts as possibly paid', async () => {
  server.answer(() => hang)
  const stop = new AbortController()
  const before = server.asked.length
  const one = request({ signal: stop.signal })
  const call = complete(ctx, one)
  while (server.asked.length === before) await new Promise(setImmediate)
  stop.abort(new Error('Nobody waits any more.'))
  await assert.rejects(call, /Nobody waits/)
  assert.equal((await ledger(one.key))[0]!.state, 'possibly_paid')
})

test('what is over before anything was sent is not paid, and says nothing about the provider', async () => {
  const before = server.asked.length
  const late = request({ deadline: new Date(Date.now() - 1000) })
  const problem = await failure(complete(ctx, late))
  assert.deepEqual([problem.code, problem.more['possiblyPaid']], ['models.timeout', false])
  const ended = request({ signal: AbortSignal.abort(new Error('Ended before.')) })
  await assert.rejects(complete(ctx, ended), /Ended before/)
  for (const { key } of [late, ended]) {
    const [row] = await ledger(key)
    assert.deepEqual([row!.state, row!.counted, row!.tries], ['failed', '0', 0])
  }
  assert.equal(server.asked.length, before)
})

test('a secret in any part of the question stays here, and so does every key', async () => {
  const before = server.asked.length
  const key = ['AKIA', 'QWERTYUIOP123456'].join('')
  for (const part of [
    { instructions: key },
    { prefix: `E1: ${key}` },
    { messages: [{ role: 'user' as const, text: `My key is ${key}.` }] },
  ]) {
    const problem = await failure(complete(ctx, request(part)))
    assert.equal(problem.code, 'models.refused_secret')
    assert.ok(!JSON.stringify({ ...problem, message: problem.message }).includes('QWERTY'))
  }
  assert.equal((await failure(complete(ctx, request({ prefix: 'It is: a key of the tests' })))).code, 'models.refused_secret')
  assert.equal(server.asked.length, before)
})

test('an unknown price is unknown cost, and a budget does not let it through', async () => {
  const model = await addModel(app, {
    provider: 'unpriced',
    kind: 'openai-compatible',
    baseUrl: server.openai,
    inputPrice: null,
    outputPrice: null,
  })
  assert.equal((await failure(complete(ctx, request({ model })))).code, 'models.price_unknown')
  const budgets = await app.rows<{ id: string }>('DELETE FROM models.budget RETURNING id')
  assert.equal(budgets.length, 1)
  server.answer(() => say('Yes.'))
  const { cost } = await complete(ctx, request({ model }))
  assert.deepEqual(cost, { micros: null, reservedMicros: null })
})

test('budgets of the day, a project and a session hold under calls side by side', async () => {
  const [project, session] = [newId(), newId()]
  const limits: [string, string, Partial<CompletionRequest>][] = [
    ['everything', 'day', {}],
    ['project', 'month', { project }],
    ['session', 'session', { session }],
  ]
  server.answer(() => say('Yes.', { input: 10, output: 10 }))
  for (const [scope, period, more] of limits) {
    const [spent] = await app.rows<{ sum: string }>(
      `SELECT coalesce(sum(counted_micros), 0) AS sum FROM models.call WHERE $1 = 'everything'`,
      [scope],
    )
    // Each call sets aside a little more than 1000 micros and costs 110: the limit has room for two at once.
    await app.rows(
      "INSERT INTO models.budget (id, scope, period, limit_micros, updated_by) VALUES (gen_random_uuid(), $1, $2, $3, 'test')",
      [scope, period, Number(spent!.sum) + 2300],
    )
    const results = await Promise.allSettled(Array.from({ length: 8 }, () => complete(ctx, request(more))))
    const refused = results.filter((one) => one.status === 'rejected').map((one) => (one.reason as Problem).code)
    const answered = results.length - refused.length
    assert.ok(answered >= 2, `${answered} answered`)
    assert.deepEqual([...new Set(refused)], refused.length > 0 ? ['models.budget_exceeded'] : [], scope)
    const [counted] = await app.rows<{ sum: string }>(
      `SELECT sum(counted_micros) AS sum FROM models.call WHERE $1 = 'everything' OR project = $2::uuid OR session = $3`,
      [scope, more.project ?? null, more.session ?? null],
    )
    assert.ok(Number(counted!.sum) <= Number(spent!.sum) + 2300, `${scope}: ${counted!.sum} were spent`)
    await app.rows('DELETE FROM models.budget')
  }
  await app.rows(
    "INSERT INTO models.budget (id, scope, period, limit_micros, updated_by) VALUES (gen_random_uuid(), 'session', 'session', 10, 'test')",
  )
  const problem = await failure(complete(ctx, request({ session })))
  assert.equal(problem.code, 'models.budget_exceeded')
  assert.match(problem.message, /may cost \$0\.00\d\d; the budget of a session is \$0\.0000/)
  await app.rows('DELETE FROM models.budget')
})

test('calls of unknown end are asked once more at most, and each is possibly paid', async () => {
  server.answer(() => say('Yes.'))
  const one = request()
  const lost = (attempt: number) =>
    app.rows(
      `INSERT INTO models.call (id, key, attempt, request_hash, provider, model, purpose, actor, state, reserved_micros, counted_micros)
       VALUES (gen_random_uuid(), $1, $2, '', 'openai', 'gpt-5-mini', 'test.ask', 'Owner', 'asked', 500, 500)`,
      [one.key, attempt],
    )
  await lost(1)
  assert.equal((await complete(ctx, one)).text, 'Yes.')
  const rows = await ledger(one.key)
  assert.deepEqual(
    rows.map((row) => [row.state, row.counted]),
    [
      ['possibly_paid', '500'],
      ['answered', '300'],
    ],
  )
  await app.rows('DELETE FROM models.call WHERE key = $1', [one.key])
  await lost(1)
  await lost(2)
  const before = server.asked.length
  assert.equal((await failure(complete(ctx, one))).code, 'models.possibly_paid')
  assert.equal(server.asked.length, before)
})

test('a repair that was not finished is finished, and the first answer is not bought again', async () => {
  const shape = z.object({ sum: z.number() })
  const one = { ...request(), schema: { name: 'sum', shape } }
  server.answer(() => object({ sum: 'four' }))
  await failure(complete(ctx, one))
  await app.rows("DELETE FROM models.call WHERE key = $1 || ':repair'", [one.key])
  const before = server.asked.length
  server.answer(() => object({ sum: 4 }))
  const done = await complete(ctx as Ctx, one)
  assert.deepEqual([done.object, server.asked.length - before], [{ sum: 4 }, 1])
  assert.deepEqual(server.violations, [])
})
