import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const call = "- { id: a, uses: http, with: { method: get, endpoint: 'https://example.com', headers: { a: '${ secrets.TOKEN }' } } }"

test('the secrets of an automation are listed, and those that it lacks', async () => {
  await app.save(textOf('calls', call, 'secrets: [TOKEN]\n'))
  assert.deepEqual(await app.call(contract.listGrants, { automation: 'calls' }), { items: [], missing: ['TOKEN'] })
  await app.call(contract.grantSecret, { automation: 'calls', name: 'TOKEN', secret: 'chat.token' })
  const unknown = await app.call(contract.listGrants, { automation: 'calls' })
  assert.deepEqual([unknown.items[0]!.known, unknown.missing], [false, ['TOKEN']])
  await app.call(settings.setSecret, { name: 'chat.token', value: 'very secret words' })
  const known = await app.call(contract.listGrants, { automation: 'calls' })
  assert.deepEqual([known.items[0]!.known, known.missing], [true, []])
  assert.ok(!JSON.stringify(known).includes('very secret'))
})
