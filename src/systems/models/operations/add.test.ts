import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('a model is added by hand, switched on, with its price and who said so', async () => {
  const app = await startApp({ systems: [models] })
  await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' })
  const price = { input: 200_000, cachedInput: null, cacheWrite: null, output: 800_000 }
  const added = await app.call(contract.add, {
    provider: 'desk',
    name: 'mine:7b',
    price,
    priceSource: 'the invoice',
    priceDate: '2026-10-01',
    contextWindow: 8192,
  })
  assert.deepEqual(
    [added.reference, added.enabled, added.price, added.priceSource, added.priceDate, added.addedBy, added.contextWindow],
    ['desk/mine:7b', true, price, 'the invoice', '2026-10-01', 'Owner', 8192],
  )
  const unknown = await app.call(contract.add, { provider: 'desk', name: 'other', enabled: false })
  assert.deepEqual([unknown.enabled, unknown.price.input, unknown.priceSource], [false, null, null])
  assert.equal(await app.refused(contract.add, { provider: 'desk', name: 'mine:7b' }), 'kernel.conflict')
  assert.equal(await app.refused(contract.add, { provider: 'nowhere', name: 'a' }), 'kernel.not_found')
})
