import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('how long things are kept is changed by those who may change settings', async () => {
  const wanted = { days: 7, runsPerAutomation: 100, eventDays: 2 }
  assert.deepEqual(await app.call(contract.setRetention, wanted), wanted)
  assert.deepEqual(await app.call(contract.getRetention, {}), wanted)
  assert.equal(await app.refused(contract.setRetention, wanted, { as: somebody(['automations:*']) }), 'kernel.forbidden')
  assert.equal(await app.refused(contract.setRetention, { ...wanted, days: 0 }), 'kernel.invalid_input')
})
