import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { startApp } from '#tests/support/app.ts'
import { addModel } from '#tests/support/model-servers/add-model.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startApp({ systems: [models, council] })
const nowhere = { provider: 'openai', kind: 'openai-chat', baseUrl: 'http://localhost:9/v1' } as const
await addModel(app, nowhere)

test('a change keeps what it does not name, and null takes a model away', async () => {
  const before = (await app.call(contract.listPersonas, {})).items.find((one) => one.id === 'healer')!
  const named = await app.call(contract.updatePersona, { persona: 'healer', model: 'openai/gpt-5-mini', weight: 2 })
  assert.deepEqual([named.model, named.weight, named.duty, named.enabled], ['openai/gpt-5-mini', 2, before.duty, true])
  const off = await app.call(contract.updatePersona, { persona: 'healer', model: null, enabled: false })
  assert.deepEqual([off.model, off.weight, off.enabled, off.version], [null, 2, false, 3])
})

test('a stale version is refused with the current mind', async () => {
  const code = await app.refused(contract.updatePersona, { persona: 'mentor', weight: 3 }, { ifMatch: 7 })
  assert.equal(code, 'kernel.stale_version')
  assert.equal((await app.call(contract.getPersona, { persona: 'mentor' })).version, 1)
})

test('a model that leaves later is a warning, and blocks no other change', async () => {
  const other = await addModel(app, { ...nowhere, name: 'gpt-6' })
  await app.call(contract.updatePersona, { persona: 'analyst', model: other })
  await app.rows(`DELETE FROM models.model WHERE name = 'gpt-6'`)
  const left = await app.call(contract.updatePersona, { persona: 'analyst', model: other, weight: 2 })
  assert.deepEqual([left.model, left.speaksWith, left.weight, left.warnings.length], [other, null, 2, 1])
  assert.match(left.warnings[0]!, /openai\/gpt-6 cannot be asked: .* There are openai\/gpt-5-mini\.$/)
  assert.equal(await app.refused(contract.updatePersona, { persona: 'mentor', model: other }), 'council.unknown_model')
  assert.equal(await app.refused(contract.updatePersona, { persona: 'mentor', lens: ['scores'] }), 'council.unknown_lens')
})
