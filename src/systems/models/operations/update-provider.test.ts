import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { startModelServer } from '#tests/support/model-servers/model-server.ts'
import { say } from '#tests/support/model-servers/reply.ts'
import { contract } from '../contract.ts'
import { listUsableModels } from '../public.ts'
import { models } from '../system.ts'

const server = await startModelServer(() => say('Yes.'))
const app = await startApp({ systems: [models] })
await addModel(app, { provider: 'desk', kind: 'openai-compatible', baseUrl: server.openai })
await addModel(app, { provider: 'vendor', kind: 'anthropic', baseUrl: server.anthropic })

test('a new address forgets the key: it is never sent where it was not meant for', async () => {
  const moved = await app.call(contract.updateProvider, { provider: 'desk', baseUrl: `${server.openai}/elsewhere` })
  assert.deepEqual([moved.key, moved.keyHint], ['none', null])
  const vendor = { provider: 'vendor', baseUrl: 'https://elsewhere.example/v1' }
  assert.equal(await app.refused(contract.updateProvider, vendor), 'models.key_needed')
  const kept = await app.call(contract.updateProvider, { provider: 'vendor', free: true })
  assert.deepEqual([kept.key, kept.free, kept.baseUrl], ['vault', true, server.anthropic])
})

test('a paused provider is not asked, and a stale version is refused', async () => {
  const paused = await app.call(contract.updateProvider, { provider: 'vendor', paused: true })
  assert.equal(paused.paused, true)
  const usable = async () => (await listUsableModels(app.kernel.context(app.owner))).map((one) => one.model)
  assert.deepEqual(await usable(), ['desk/gpt-5-mini'])
  assert.equal(
    await app.refused(contract.updateProvider, { provider: 'vendor', paused: false }, { ifMatch: paused.version - 1 }),
    'kernel.stale_version',
  )
  await app.call(contract.updateProvider, { provider: paused.id, paused: false }, { ifMatch: paused.version })
  assert.deepEqual(await usable(), ['desk/gpt-5-mini', 'vendor/gpt-5-mini'])
})
