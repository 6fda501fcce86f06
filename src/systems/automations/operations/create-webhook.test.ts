import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent } from '#tests/support/app.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('an address is made with a secret that is shown once', async () => {
  const made = await app.call(contract.createWebhook, { automation: 'greeting', name: 'github', scheme: 'github' })
  assert.match(made.address, /\/hooks\/[\w-]{24}$/)
  assert.ok(made.plainSecret!.length >= 40)
  assert.deepEqual([made.secret, made.byText, made.lastDeliveryAt], ['own', false, null])
  const [shown] = (await app.call(contract.listWebhooks, {})).items
  assert.ok(!JSON.stringify(shown).includes(made.plainSecret!))
})

test('a name is taken once, and no agent is shown a secret', async () => {
  const input = { automation: 'greeting', name: 'github', scheme: 'hmac' }
  assert.equal(await app.refused(contract.createWebhook, input), 'automations.webhook_refused')
  assert.notEqual(await app.refused(contract.createWebhook, { ...input, name: 'second' }, { as: agent(), surface: 'mcp' }), 'done')
})
