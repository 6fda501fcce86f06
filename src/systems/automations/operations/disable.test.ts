import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('an automation is disabled with a reason that people read', async () => {
  const disabled = await app.call(contract.disable, { automation: 'greeting', reason: 'It is too loud' })
  assert.deepEqual([disabled.enabled, disabled.disabledReason], [false, 'It is too loud'])
})
