import assert from 'node:assert/strict'
import { createHmac } from 'node:crypto'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { contract } from '../contract.ts'
import { receiveDelivery } from '../webhooks/receive-delivery.ts'

const clock = clockAt('2026-11-30T12:00:00Z')
const app = await startAutomations([], { clock })
await app.save(greeting)
const made = await app.call(contract.createWebhook, { automation: 'greeting', name: 'hook', scheme: 'hmac' })

async function outcome(secret: string, body: string): Promise<string> {
  const headers = new Headers({ 'x-signature-256': createHmac('sha256', secret).update(body).digest('hex') })
  const path = made.address.slice(made.address.lastIndexOf('/') + 1)
  return (await receiveDelivery(app.kernel.context(program), path, { headers, body: Buffer.from(body) }))!.outcome
}

test('the old secret holds as long as it was said, the new one at once', async () => {
  const rotated = await app.call(contract.rotateWebhook, { webhook: made.id, minutes: 10 })
  assert.equal(rotated.rotatedUntil, '2026-11-30T12:10:00.000Z')
  assert.deepEqual([await outcome(made.plainSecret!, '1'), await outcome(rotated.plainSecret, '2')], ['started', 'started'])
  clock.set('2026-11-30T12:10:01Z')
  assert.deepEqual([await outcome(made.plainSecret!, '3'), await outcome(rotated.plainSecret, '4')], ['refused', 'started'])
  const again = await app.call(contract.rotateWebhook, { webhook: made.id, minutes: 0 })
  assert.deepEqual([await outcome(rotated.plainSecret, '5'), await outcome(again.plainSecret, '6')], ['refused', 'started'])
})

test('what has no secret of its own has none to rotate', async () => {
  const open = await app.call(contract.createWebhook, { automation: 'greeting', name: 'open', scheme: 'none' })
  assert.equal(await app.refused(contract.rotateWebhook, { webhook: open.id }), 'automations.webhook_refused')
  await app.save(
    textOf('vaulted', '- { id: a, uses: set, with: { b: 1 } }', 'on:\n  - webhook: { signature: github, secret: S }\nsecrets: [S]\n'),
  )
  const [webhook] = (await app.call(contract.listWebhooks, { automation: 'vaulted' })).items
  assert.equal(await app.refused(contract.rotateWebhook, { webhook: webhook!.id }), 'automations.webhook_refused')
})
