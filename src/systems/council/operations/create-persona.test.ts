import assert from 'node:assert/strict'
import { test } from 'node:test'
import { models } from '#systems/models/system.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { council } from '../system.ts'

const app = await startApp({ systems: [models, council] })
const critic = { id: 'critic', name: 'Critic', duty: 'Find the weakest claim.', artefact: 'The claim and why it is weak' }

test('a mind of one’s own sits last, with defaults, and is told', async () => {
  await app.news()
  const made = await app.call(contract.createPersona, critic)
  assert.deepEqual([made.builtIn, made.weight, made.enabled, made.model, made.version, made.lens], [false, 1, true, null, 1, []])
  const { items } = await app.call(contract.listPersonas, {})
  assert.equal(items.at(-1)!.id, 'critic')
  assert.deepEqual(await app.news(), [{ name: 'council.persona_changed', payload: { persona: 'critic' } }])
})

test('an id is given once', async () => {
  assert.equal(await app.refused(contract.createPersona, critic), 'council.persona_exists')
  assert.equal(await app.refused(contract.createPersona, { ...critic, id: 'Bad Id' }), 'kernel.invalid_input')
})

test('a lens or a model that is not there is refused with what there is', async () => {
  const lawyer = { ...critic, id: 'lawyer' }
  await assert.rejects(app.call(contract.createPersona, { ...lawyer, lens: ['projects:risk', 'git:load'] }), {
    code: 'council.unknown_lens',
    message: /no source git for a lens; there are projects, commits/,
  })
  await assert.rejects(app.call(contract.createPersona, { ...lawyer, model: 'openai/nothing' }), {
    code: 'council.unknown_model',
    message: /openai\/nothing cannot be asked: no model is configured/,
  })
  assert.equal((await app.call(contract.listPersonas, {})).items.length, 14)
})

test('who may only ask cannot shape the council', async () => {
  assert.equal(await app.refused(contract.createPersona, critic, { as: somebody(['council:ask']) }), 'kernel.forbidden')
})
