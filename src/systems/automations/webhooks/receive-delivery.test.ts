import assert from 'node:assert/strict'
import { createHmac, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { contract } from '../contract.ts'
import { receiveDelivery, webhookRoutes } from './receive-delivery.ts'

const clock = clockAt('2026-11-30T12:00:00Z')
const app = await startAutomations([], { clock })
const ctx = app.kernel.context(program)
const step = '- { id: a, uses: set, with: { b: 1 } }'
const canary = `canary-${randomBytes(12).toString('hex')}`

const pathOf = (address: string): string => address.slice(address.lastIndexOf('/') + 1)
const sign = (secret: string, body: string): string => createHmac('sha256', secret).update(body).digest('hex')
const runsOf = (name: string) =>
  app.rows<{ id: string; trigger_kind: string; trigger_detail: string; input: [{ type: string; data: { ref?: string } }] }>(
    'SELECT id, trigger_kind, trigger_detail, input FROM automations.run WHERE name = $1 ORDER BY number',
    [name],
  )
const push = (path: string, body: string, headers: Record<string, string>) =>
  receiveDelivery(ctx, path, { headers: new Headers(headers), body: Buffer.from(body) })

test('a push of GitHub starts the automation whose text asks for it, once, with a secret of the vault', async () => {
  await app.save(
    textOf(
      'deploy',
      step,
      "on:\n  - webhook: { path: deploy-hook, signature: github, secret: HOOK, if: '.data.ref == \"refs/heads/main\"' }\n    with: { commit: '${ .data.after }' }\nsecrets: [HOOK]\ninputs: { commit: { type: text, default: HEAD } }\n",
    ),
  )
  const main = JSON.stringify({ ref: 'refs/heads/main', after: 'abc' })
  const headers = (body: string, id: string) => ({
    'x-github-event': 'push',
    'x-github-delivery': id,
    'x-hub-signature-256': `sha256=${sign(canary, body)}`,
    'content-type': 'application/json',
  })
  assert.equal((await push('deploy-hook', main, headers(main, 'one')))!.outcome, 'refused')
  await app.call(settings.setSecret, { name: 'github.hook', value: canary })
  const { id } = await app.call(contract.get, { automation: 'deploy' })
  await app.rows("INSERT INTO automations.secret_grant (automation, name, secret, granted_by) VALUES ($1, 'HOOK', 'github.hook', 'x')", [
    id,
  ])
  assert.equal((await push('deploy-hook', main, headers(main, 'one')))!.outcome, 'started')
  assert.equal((await push('deploy-hook', main, headers(main, 'one')))!.outcome, 'duplicate')
  const side = main.replace('main', 'side')
  assert.equal((await push('deploy-hook', side, headers(side, 'two')))!.outcome, 'ignored')
  assert.equal((await push('deploy-hook', side, headers(main, 'three')))!.outcome, 'refused')
  const [run, ...more] = await runsOf('deploy')
  assert.deepEqual(
    [run!.trigger_kind, run!.input[0].type, run!.input[0].data.ref, more.length],
    ['webhook', 'github.push', 'refs/heads/main', 0],
  )
  assert.deepEqual((run!.input[0] as { optimusinputs?: unknown }).optimusinputs, { commit: 'abc' })
  const { items } = await app.call(contract.listWebhooks, { automation: 'deploy' })
  assert.deepEqual([items[0]!.name, items[0]!.secret, items[0]!.byText, items[0]!.scheme], ['deploy-hook', 'vault', true, 'github'])
  const kept = await app.call(contract.listDeliveries, { webhook: items[0]!.id })
  assert.deepEqual(
    kept.items.map((one) => one.outcome),
    ['refused', 'ignored', 'duplicate', 'started', 'refused'],
  )
  assert.match(kept.items.at(-1)!.reason!, /HOOK was not granted/)
  assert.equal(kept.items[0]!.body, '')
  assert.equal(kept.items[3]!.headers['x-hub-signature-256'], undefined)
})

test('two copies of a delivery at once start one run', async () => {
  await app.save(textOf('twice', step))
  const made = await app.call(contract.createWebhook, { automation: 'twice', name: 'hook', scheme: 'hmac' })
  const body = JSON.stringify({ number: 1 })
  const headers = { 'x-signature-256': sign(made.plainSecret!, body) }
  const outcomes = await Promise.all(Array.from({ length: 6 }, () => push(pathOf(made.address), body, headers)))
  assert.deepEqual(outcomes.map((one) => one!.outcome).sort(), ['duplicate', 'duplicate', 'duplicate', 'duplicate', 'duplicate', 'started'])
  assert.equal((await runsOf('twice')).length, 1)
})

test('Stripe is checked with its time, forms are read, and unknown addresses are not there', async () => {
  await app.save(textOf('paid', step))
  const made = await app.call(contract.createWebhook, { automation: 'paid', name: 'stripe', scheme: 'stripe' })
  const body = JSON.stringify({ id: 'evt_1', type: 'invoice.paid' })
  const at = clock.now().getTime() / 1000
  const signature = `t=${at},v1=${sign(made.plainSecret!, `${at}.${body}`)}`
  assert.equal((await push(pathOf(made.address), body, { 'stripe-signature': signature }))!.outcome, 'started')
  clock.advance(301_000)
  assert.equal((await push(pathOf(made.address), body, { 'stripe-signature': signature }))!.outcome, 'refused')
  assert.equal((await runsOf('paid'))[0]!.input[0].type, 'stripe.invoice.paid')
  const open = await app.call(contract.createWebhook, { automation: 'paid', name: 'open', scheme: 'none' })
  assert.equal(open.plainSecret, null)
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await push(pathOf(open.address), 'a=1&b=two', form))!.outcome, 'started')
  assert.deepEqual((await runsOf('paid'))[1]!.input[0].data, { a: '1', b: 'two' })
  assert.equal(await push('nowhere', '', {}), null)
})

test('what strangers send does not fill the disk', async () => {
  await app.save(textOf('flooded', step))
  const made = await app.call(contract.createWebhook, { automation: 'flooded', name: 'hook', scheme: 'hmac' })
  for (let count = 0; count < 70; count += 1) await push(pathOf(made.address), 'x'.repeat(1000), {})
  const kept = await app.rows<{ many: string; bytes: string }>(
    'SELECT count(*) AS many, sum(length(body)) AS bytes FROM automations.delivery WHERE webhook = $1',
    [made.id],
  )
  assert.deepEqual([kept[0]!.many, kept[0]!.bytes], ['60', '0'])
})

test('the web address answers with what became of a delivery, and says nothing of why it was refused', async () => {
  const made = await app.call(contract.createWebhook, { automation: 'twice', name: 'web', scheme: 'none', header: 'x-token' })
  const send = (headers: Record<string, string>, address = made.address) =>
    webhookRoutes[0]!.handle(new Request(address, { method: 'POST', body: '{}', headers }), {
      address: '127.0.0.1',
      device: 'curl',
      kernel: app.kernel,
    })
  const taken = await send({ 'x-token': made.plainSecret! })
  assert.equal(taken.status, 202)
  assert.ok(((await taken.json()) as { run: string }).run)
  const refused = await send({ 'x-token': 'wrong' })
  assert.deepEqual(
    [refused.status, await refused.json()],
    [401, { outcome: 'refused', reason: 'This webhook does not take the delivery.' }],
  )
  assert.equal((await send({}, `${made.address}x`)).status, 404)
  const looked = await webhookRoutes[0]!.handle(new Request(made.address), { address: '127.0.0.1', device: 'browser', kernel: app.kernel })
  assert.deepEqual(
    [looked.status, looked.headers.get('allow'), await looked.json()],
    [405, 'POST', { outcome: 'refused', reason: 'This is the address of a webhook: send the delivery with POST.' }],
  )
})

test('a disabled automation ignores deliveries, and steps may listen for signed ones', async () => {
  await app.call(contract.disable, { automation: 'twice' })
  const made = await app.call(contract.createWebhook, { automation: 'twice', name: 'last', scheme: 'hmac' })
  const body = '{"number":2}'
  const handled = await push(pathOf(made.address), body, { 'x-signature-256': sign(made.plainSecret!, body) })
  assert.deepEqual([handled!.outcome, handled!.reason], ['ignored', 'twice is disabled.'])
  const told = await app.rows("SELECT 1 FROM automations.event WHERE type = 'webhook.last'")
  assert.equal(told.length, 1)
})

test('no table holds the secret of a webhook, or a token that came with a delivery', async () => {
  const tables = await app.rows<{ name: string }>(
    "SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname IN ('automations', 'kernel', 'dbos', 'identity')",
  )
  const made = await app.call(contract.createWebhook, { automation: 'paid', name: 'token', scheme: 'none', header: 'x-token' })
  await push(pathOf(made.address), '{}', { 'x-token': made.plainSecret! })
  for (const { name } of tables) {
    const [row] = await app.rows<{ text: string | null }>(`SELECT string_agg(t::text, ' ') AS text FROM ${name} t`)
    assert.ok(!row!.text?.includes(canary) && !row!.text?.includes(made.plainSecret!), `${name} holds a secret`)
  }
})
