import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startApp({ systems: [models, council] })

test('a mind one added can go, and its id stays with its past', async () => {
  const critic = { id: 'critic', name: 'Critic', duty: 'Find the weakest claim.', artefact: 'The claim' }
  await app.call(contract.createPersona, critic)
  await app.call(contract.removePersona, { persona: 'critic' })
  const { items } = await app.call(contract.listPersonas, {})
  assert.equal(items.length, 13)
  assert.equal(await app.refused(contract.createPersona, critic), 'council.persona_exists')
})

test('a mind of the council stays, and nothing goes without a yes', async () => {
  assert.equal(await app.refused(contract.removePersona, { persona: 'scholar' }), 'council.persona_built_in')
  assert.equal(await app.refused(contract.removePersona, { persona: 'scholar' }, { confirmed: false }), 'kernel.confirmation_required')
})
