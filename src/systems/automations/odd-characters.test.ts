import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from './contract.ts'
import { receiveDelivery } from './webhooks/receive-delivery.ts'

/** Legal in JSON, refused by Postgres: null characters and halves of surrogate pairs, in values and in names. */
const odd = '{"a\\u0000b":"c\\u0000","\\ud800":["x\\udc00y"]}'
const kept = { 'a\ufffdb': 'c\ufffd', '\ufffd': ['x\ufffdy'] }

const app = await startAutomations()
const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(odd))
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`

test('what the world answers is kept with a mark in place of what cannot be stored', async () => {
  const run = await app.carryOut(
    `${textOf('asks', `- { id: ask, uses: http, with: { url: '${address}' } }`)}outputs: { said: '\${ steps.ask.output }' }\n`,
  )
  assert.deepEqual([run.state, run.output], ['done', { said: kept }])
})

test('a delivery starts its run', async () => {
  await app.save(textOf('hook', '- { id: a, uses: set, with: { b: 1 } }', 'on: [webhook: { path: odd-hook }]\n'))
  const received = { headers: new Headers({ 'content-type': 'application/json' }), body: Buffer.from(odd) }
  const handled = await receiveDelivery(app.kernel.context(program), 'odd-hook', received)
  assert.equal(handled?.outcome, 'started')
  const run = await app.ended(handled.run!)
  assert.deepEqual((run.input as { data: unknown }[])[0]!.data, kept)
})

test('an event of a step, its queue and its log take such text too', async () => {
  const run = await app.carryOut(
    textOf(
      'tells',
      `- { id: nul, uses: set, with: { text: '\${ "a" + ([0] | implode) }' } }
- { id: tell, queue: { name: doors, limit: 1, key: '\${ steps.nul.output.text }' }, uses: emit, with: { type: odd.told, subject: '\${ steps.nul.output.text }' } }`,
    ),
  )
  assert.equal(run.error, null)
  assert.deepEqual(await app.rows("SELECT subject FROM automations.event WHERE type = 'odd.told'"), [{ subject: 'a\ufffd' }])
})

test('what a caller wants to keep is refused with a sentence, by a step as by a person', async () => {
  const value = { 'a\0': 1 }
  assert.equal(await app.refused(contract.setState, { key: 'odd', value }), 'kernel.invalid_input')
  assert.equal(await app.refused(contract.start, { automation: 'tells', inputs: { who: '\ud800' } }), 'kernel.invalid_input')
  const run = await app.carryOut(
    textOf('keeps', `- { id: keep, uses: automations.setState, with: { key: odd, value: '\${ [0] | implode }' } }`),
  )
  assert.equal(run.state, 'failed')
  assert.match(run.error!.detail!, /cannot be stored/)
})
