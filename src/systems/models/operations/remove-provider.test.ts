import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { contract } from '../contract.ts'
import { models } from '../system.ts'

test('a provider goes with its key and models, after a yes; one of the environment stays', async () => {
  // Port 9 answers nobody: nothing here asks a model.
  const baseUrl = 'http://127.0.0.1:9/v1'
  const environment = { OPENAI_API_KEY: 'sk-of-the-environment', OPENAI_BASE_URL: baseUrl }
  const app = await startApp({ systems: [models], environment })
  await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl })
  assert.equal(await app.refused(contract.removeProvider, { provider: 'desk' }, { confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.removeProvider, { provider: 'desk' })
  assert.equal(await app.refused(contract.removeProvider, { provider: 'openai' }), 'models.from_environment')
  const { items } = await app.call(contract.listProviders, {})
  assert.deepEqual(
    items.map((one) => one.name),
    ['openai'],
  )
  assert.deepEqual((await app.call(contract.list, {})).items, [])
  assert.equal(await app.refused(contract.removeProvider, { provider: 'desk' }), 'kernel.not_found')
})
