import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('an automation goes with its versions once it is confirmed', async () => {
  const made = await app.save(greeting)
  assert.equal(await app.refused(contract.remove, { automation: 'greeting' }, { confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.remove, { automation: 'greeting' })
  assert.equal(await app.refused(contract.get, { automation: made.id }), 'automations.not_found')
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.version'), [])
})
