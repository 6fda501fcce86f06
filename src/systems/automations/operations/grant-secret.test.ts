import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('a secret is granted to all steps or to some, and granting again replaces', async () => {
  const input = { automation: 'greeting', name: 'TOKEN', secret: 'chat.token' }
  assert.equal((await app.call(contract.grantSecret, input)).steps, null)
  const narrowed = await app.call(contract.grantSecret, { ...input, steps: ['greet'] })
  assert.deepEqual([narrowed.steps, narrowed.grantedBy], [['greet'], app.owner.name])
  assert.equal((await app.call(contract.listGrants, { automation: 'greeting' })).items.length, 1)
  assert.equal(await app.refused(contract.grantSecret, input, { as: somebody(['automations:*']) }), 'kernel.forbidden')
})
