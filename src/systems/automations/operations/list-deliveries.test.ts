import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'
import { receiveDelivery } from '../webhooks/receive-delivery.ts'

const app = await startAutomations()
await app.save(greeting)
const made = await app.call(contract.createWebhook, { automation: 'greeting', name: 'open', scheme: 'none' })
for (const id of ['1', '2', '2', '3']) {
  const headers = new Headers({ 'webhook-id': id, authorization: 'Basic abc' })
  await receiveDelivery(app.kernel.context(program), made.address.slice(made.address.lastIndexOf('/') + 1), {
    headers,
    body: Buffer.from(id),
  })
}

test('what came is listed newest first, with what became of it', async () => {
  const all = await app.call(contract.listDeliveries, { webhook: made.id })
  assert.deepEqual(
    all.items.map((one) => [one.delivery, one.outcome, one.body]),
    [
      ['3', 'started', '3'],
      ['2', 'duplicate', '2'],
      ['2', 'started', '2'],
      ['1', 'started', '1'],
    ],
  )
  assert.deepEqual(all.items[0]!.headers, { 'webhook-id': '3' })
  const first = await app.call(contract.listDeliveries, { webhook: made.id, limit: 3 })
  assert.equal((await app.call(contract.listDeliveries, { webhook: made.id, limit: 3, cursor: first.next! })).items[0]!.delivery, '1')
  assert.equal((await app.call(contract.listDeliveries, { webhook: made.id, outcome: 'duplicate' })).items.length, 1)
  assert.equal(await app.refused(contract.listDeliveries, { webhook: newId() }), 'automations.webhook_not_found')
})
