import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'
import { receiveDelivery } from '../webhooks/receive-delivery.ts'

const app = await startAutomations()
await app.save(greeting)

test('an address is deleted with what came to it; one in the text is taken out there', async () => {
  const made = await app.call(contract.createWebhook, { automation: 'greeting', name: 'open', scheme: 'none' })
  const path = made.address.slice(made.address.lastIndexOf('/') + 1)
  const send = () => receiveDelivery(app.kernel.context(program), path, { headers: new Headers(), body: Buffer.from('{}') })
  assert.equal((await send())!.outcome, 'started')
  assert.equal(await app.refused(contract.removeWebhook, { webhook: made.id }, { confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.removeWebhook, { webhook: made.id })
  assert.equal(await send(), null)
  assert.equal((await app.rows('SELECT 1 FROM automations.delivery')).length, 0)
  await app.save(textOf('written', '- { id: a, uses: set, with: { b: 1 } }', 'on:\n  - webhook:\n'))
  const [webhook] = (await app.call(contract.listWebhooks, { automation: 'written' })).items
  assert.equal(await app.refused(contract.removeWebhook, { webhook: webhook!.id }), 'automations.webhook_refused')
})
