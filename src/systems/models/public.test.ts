import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { startApp } from '#tests/support/app.ts'
import { addModel, testKey } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { object, say } from '#tests/support/model-servers/reply.ts'
import type * as models from './public.ts'
import { complete, estimateCost, listUsableModels, stream } from './public.ts'
import { models as system } from './system.ts'

const kinds = ['openai-responses', 'openai-chat', 'openai-compatible', 'anthropic'] as const
const usage = { input: 1000, cachedInput: 800, output: 50 }
const server = await startModelServer(() => say('Four.', usage))
const app = await startApp({ systems: [system] })
const ctx = app.kernel.context(app.owner)
for (const kind of kinds) {
  const baseUrl = kind === 'anthropic' ? server.anthropic : server.openai
  await addModel(app, { provider: kind, kind, baseUrl, inputPrice: 1_000_000, outputPrice: 10_000_000, maxOutput: 4000 })
}

const message: models.Message = { role: 'user', text: 'What is 2 + 2?' }
const question = { purpose: 'test.ask', instructions: 'Be brief.', prefix: 'Facts: none.', messages: [message], maxOutputTokens: 100 }
const shape = z.object({ sum: z.number(), sure: z.boolean() })

for (const kind of kinds) {
  const model = `${kind}/gpt-5-mini`

  test(`${kind}: an answer with its usage, cost and row in the ledger; the same key is bought once`, async () => {
    server.answer(() => say('Four.', usage))
    const first = await complete(ctx, { ...question, key: `${kind} once`, model })
    const asked = server.asked.length
    const again: models.Completion = await complete(ctx, { ...question, key: `${kind} once`, model })
    assert.equal(server.asked.length, asked)
    assert.equal(server.asked.at(-1)!.text, 'Be brief.\nFacts: none.\nWhat is 2 + 2?')
    assert.deepEqual([first.text, first.finish, first.replayed, again.replayed, again.text], ['Four.', 'stop', false, true, 'Four.'])
    assert.deepEqual([first.usage.input, first.usage.cachedInput, first.usage.output], [1000, 800, 50])
    assert.equal(first.cost.micros, 1500)
    const [row] = await app.rows<{ state: string; cost: string; counted: string }>(
      'SELECT state, cost_micros AS cost, counted_micros AS counted FROM models.call WHERE id = $1',
      [first.ledgerId],
    )
    assert.deepEqual(row, { state: 'answered', cost: '1500', counted: '1500' })
    assert.deepEqual(server.violations, [])
  })

  test(`${kind}: the cap is always sent, lowered to what the model gives`, async () => {
    await complete(ctx, { ...question, key: `${kind} cap`, model, maxOutputTokens: 50_000 })
    const { body } = server.asked.at(-1)!
    assert.equal(body['max_output_tokens'] ?? body['max_completion_tokens'] ?? body['max_tokens'], 4000)
    assert.ok(!JSON.stringify(body).includes(testKey))
  })

  test(`${kind}: an answer that grows`, async () => {
    server.answer(() => say('One, two, three, four.', usage))
    const streamed: models.CompletionStream = await stream(ctx, { ...question, key: `${kind} stream`, model })
    const pieces: string[] = []
    for await (const piece of streamed.text) pieces.push(piece)
    const { text, cost } = await streamed.completion
    assert.ok(pieces.length > 1)
    assert.deepEqual([pieces.join(''), text, cost.micros], ['One, two, three, four.', 'One, two, three, four.', 1500])
    assert.deepEqual(server.violations, [])
  })

  test(`${kind}: an object of the shape that was asked for, with one repair`, async () => {
    let wrong = 1
    server.answer(() => (wrong-- > 0 ? object({ sum: 'four' }) : object({ sum: 4, sure: true })))
    const completion = await complete(ctx, { ...question, key: `${kind} repair`, model, schema: { name: 'answer', shape } })
    assert.deepEqual(completion.object, { sum: 4, sure: true })
    assert.ok(completion.repairedBy !== null && completion.repairedBy !== completion.ledgerId)
    assert.match(server.asked.at(-1)!.text, /sum: .*number/)
    server.answer(() => object({ sum: 'four' }))
    const missed = complete(ctx, { ...question, key: `${kind} missed`, model, schema: { name: 'answer', shape } })
    await assert.rejects(missed, { code: 'models.bad_output' satisfies models.ModelFailure })
    assert.deepEqual(server.violations, [])
  })
}

test('without a provider nobody answers, and nothing pretends to', async () => {
  const request: models.CompletionRequest = { ...question, key: 'nobody', model: 'elsewhere/gpt-5-mini' }
  const none = { code: 'models.no_provider' }
  await assert.rejects(complete(ctx, request), none)
  await assert.rejects(stream(ctx, request), none)
  await assert.rejects(estimateCost(ctx, { model: request.model, input: 'text', maxOutputTokens: 100 }), none)
})

test('the models that can be asked are listed with price and limits, and what a call costs at most is reckoned', async () => {
  const usable: models.UsableModel[] = await listUsableModels(ctx)
  assert.deepEqual(
    usable.map((one) => [one.model, one.inputPrice, one.maxOutputTokens]),
    [...kinds].sort().map((kind) => [`${kind}/gpt-5-mini`, 1_000_000, 4000]),
  )
  const estimate = await estimateCost(ctx, { model: 'anthropic/gpt-5-mini', input: 4000, maxOutputTokens: 100 })
  assert.ok(estimate.inputTokens > 0)
  assert.equal(estimate.mostMicros, estimate.inputTokens + 1000)
})
