import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { complete, listUsableModels } from '../public.ts'
import { models } from '../system.ts'

test('keys in the environment are providers at once, with the models they list, and are never shown or stored', async () => {
  const server = await startModelServer(() => say('Yes.'), ['claude-opus-4-7'])
  const key = 'sk-ant-canary-of-the-environment'
  const environment = { ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: server.anthropic }
  const app = await startApp({ systems: [models], environment })
  const listed = await until(
    'its list is read',
    async () => {
      const { items } = await app.call(contract.listProviders, {})
      return items[0]?.listedAt ? items : null
    },
    60,
  )
  const [provider] = listed
  assert.deepEqual(
    [provider!.name, provider!.key, provider!.fromEnvironment, provider!.baseUrl, provider!.models],
    ['anthropic', 'environment', true, server.anthropic, 1],
  )
  assert.deepEqual([provider!.failures, provider!.restsUntil, provider!.listProblem], [0, null, null])
  assert.equal(JSON.stringify(await app.rows('SELECT * FROM models.provider')).includes('canary'), false)

  const [model] = (await app.call(contract.list, {})).items
  assert.deepEqual([model!.enabled, model!.price.input], [false, null], 'at another address nothing is known of its price')
  const ctx = app.kernel.context(app.owner)
  assert.deepEqual(await listUsableModels(ctx), [])
  await app.call(contract.update, { id: model!.id, enabled: true, price: { input: 1, cachedInput: null, cacheWrite: null, output: 1 } })
  const { text } = await complete(ctx, {
    key: 'env',
    model: (await listUsableModels(ctx))[0]!.model,
    purpose: 'test.ask',
    messages: [{ role: 'user', text: 'Are you there?' }],
    maxOutputTokens: 20,
  })
  assert.equal(text, 'Yes.')
  assert.equal(server.asked[0]!.headers['x-api-key'], key)
})
