import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import type * as models from './public.ts'
import { complete, estimateCost, listUsableModels, stream } from './public.ts'
import { models as system } from './system.ts'

test('without a provider nobody answers, and nothing pretends to', async () => {
  const app = await startApp({ systems: [system] })
  const ctx = app.kernel.context(app.owner)
  const message: models.Message = { role: 'user', text: 'Are you there?' }
  const request: models.CompletionRequest = {
    key: 'a',
    model: 'openai/gpt-5-mini',
    purpose: 'test.ask',
    messages: [message],
    maxOutputTokens: 100,
  }
  const usable: models.UsableModel[] = await listUsableModels(ctx)
  assert.deepEqual(usable, [])
  const none = { code: 'models.no_provider' satisfies models.ModelFailure }
  await assert.rejects(complete(ctx, request), none)
  const { completion }: models.CompletionStream = await stream(ctx, request)
  await assert.rejects(completion, none)
  await assert.rejects(estimateCost(ctx, { model: request.model, input: 'text', maxOutputTokens: 100 }), none)
})
