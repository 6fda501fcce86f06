import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('a model goes from the list, and cannot go twice', async () => {
  const app = await startApp({ systems: [models] })
  await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: 'http://127.0.0.1:9/v1' })
  const { id } = (await app.call(contract.list, {})).items[0]!
  await app.call(contract.remove, { id })
  assert.deepEqual((await app.call(contract.list, {})).items, [])
  assert.equal(await app.refused(contract.remove, { id }), 'kernel.not_found')
})
