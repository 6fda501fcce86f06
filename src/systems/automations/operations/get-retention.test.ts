import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('until somebody changes it, runs are kept for ninety days and events for thirty', async () => {
  assert.deepEqual(await app.call(contract.getRetention, {}), { days: 90, runsPerAutomation: null, eventDays: 30 })
})
