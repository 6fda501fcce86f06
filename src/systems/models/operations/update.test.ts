import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

const app = await startApp({ systems: [models] })
await addModel(app, {
  provider: 'desk',
  kind: 'openai-compatible',
  baseUrl: 'http://127.0.0.1:9/v1',
  contextWindow: 8000,
  inputPrice: null,
})
const read = async () => (await app.call(contract.list, {})).items[0]!

test('a price is corrected with its source and date, and a limit without touching the price', async () => {
  const before = await read()
  await app.news()
  const price = { input: 1, cachedInput: 0, cacheWrite: null, output: 2 }
  const priced = await app.call(contract.update, { id: before.id, price })
  assert.deepEqual([priced.price, priced.priceSource, priced.version], [price, 'Owner', before.version + 1])
  assert.equal(priced.priceDate, new Date().toISOString().slice(0, 10))
  const limited = await app.call(contract.update, { id: before.id, contextWindow: null, maxOutputTokens: 500 })
  assert.deepEqual([limited.price, limited.contextWindow, limited.maxOutputTokens], [price, null, 500])
  assert.deepEqual(
    (await app.news()).map((one) => one.name),
    ['models.model_changed', 'models.model_changed'],
  )
})

test('a model is switched off and on, and a stale version is refused', async () => {
  const { id, version } = await read()
  assert.equal((await app.call(contract.update, { id, enabled: false }, { ifMatch: version })).enabled, false)
  assert.equal(await app.refused(contract.update, { id, enabled: true }, { ifMatch: version }), 'kernel.stale_version')
  assert.equal((await read()).enabled, false)
})
