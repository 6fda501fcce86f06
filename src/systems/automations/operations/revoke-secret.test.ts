import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('a secret is taken away; doing it again changes nothing', async () => {
  await app.call(contract.grantSecret, { automation: 'greeting', name: 'TOKEN', secret: 'chat.token' })
  await app.call(contract.revokeSecret, { automation: 'greeting', name: 'TOKEN' })
  await app.call(contract.revokeSecret, { automation: 'greeting', name: 'TOKEN' })
  assert.deepEqual((await app.call(contract.listGrants, { automation: 'greeting' })).items, [])
})
