import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'
import { receiveDelivery } from '../webhooks/receive-delivery.ts'

const app = await startAutomations()
await app.save(greeting)
const made = await app.call(contract.createWebhook, { automation: 'greeting', name: 'hook', scheme: 'none', header: 'x-token' })
const send = (token: string) =>
  receiveDelivery(app.kernel.context(program), made.address.slice(made.address.lastIndexOf('/') + 1), {
    headers: new Headers({ 'x-token': token, 'x-request-id': 'one', 'content-type': 'application/json' }),
    body: Buffer.from('{"n":1}'),
  })

test('a delivery is handled once more with the same content, as a new one that names the first', async () => {
  await send(made.plainSecret!)
  const [first] = (await app.call(contract.listDeliveries, { webhook: made.id })).items
  const again = await app.call(contract.replayDelivery, { delivery: first!.id })
  assert.deepEqual([again.outcome, again.replayOf, again.body], ['started', first!.id, '{"n":1}'])
  assert.notEqual(again.run, first!.run)
  const inputs = await app.rows<{ input: [{ data: unknown }] }>('SELECT input FROM automations.run ORDER BY number')
  assert.deepEqual(
    inputs.map((row) => row.input[0].data),
    [{ n: 1 }, { n: 1 }],
  )
  assert.equal((await send(made.plainSecret!))!.outcome, 'duplicate')
})

test('what was refused stays refused', async () => {
  await send('wrong')
  const [refused] = (await app.call(contract.listDeliveries, { webhook: made.id, outcome: 'refused' })).items
  assert.equal(await app.refused(contract.replayDelivery, { delivery: refused!.id }), 'automations.webhook_refused')
  assert.equal(await app.refused(contract.replayDelivery, { delivery: newId() }), 'automations.delivery_not_found')
})
