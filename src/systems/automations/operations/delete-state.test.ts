import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a value is deleted, with a version only if nobody changed it', async () => {
  await app.call(contract.setState, { key: 'a', value: 1 })
  await app.call(contract.setState, { key: 'a', value: 2 })
  assert.equal(await app.refused(contract.deleteState, { key: 'a', ifVersion: 1 }), 'automations.state_changed')
  await app.call(contract.deleteState, { key: 'a', ifVersion: 2 })
  assert.equal((await app.call(contract.getState, { key: 'a' })).found, null)
  await app.call(contract.deleteState, { key: 'a' })
  assert.equal(await app.refused(contract.deleteState, { key: 'a', ifVersion: 2 }), 'automations.state_changed')
})
