import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const canary = 'canary-9f27/é+8'
const seen: (string | undefined)[] = []
const server = createServer((request, response) => {
  seen.push(request.headers.authorization)
  response.statusCode = request.url === '/broken' ? 500 : 200
  response.end(`you sent ${request.headers.authorization} and ${encodeURIComponent(canary)}`)
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
after(() => server.close())
const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
const text = (name: string, path: string) =>
  textOf(
    name,
    `- { id: call, uses: http, with: { url: '${address}${path}', headers: { authorization: '\${ "Bearer " + secrets.TOKEN }' } } }
- { id: talk, uses: shell, with: { command: 'echo "$T"; echo "$T" | base64', environment: { T: '\${ secrets.TOKEN }' } } }`,
    'secrets: [TOKEN]\n',
  )

test('a secret reaches the call it was granted to, and no record of the run', async () => {
  await app.call(settings.setSecret, { name: 'shop.token', value: canary })
  for (const [name, path] of [
    ['calls', '/'],
    ['breaks', '/broken'],
  ] as const) {
    await app.save(text(name, path))
    await app.call(contract.grantSecret, { automation: name, name: 'TOKEN', secret: 'shop.token' })
    await app.ended((await app.call(contract.start, { automation: name })).run)
  }
  assert.deepEqual(seen, [`Bearer ${canary}`, `Bearer ${canary}`])
  const [calls, breaks] = (await app.call(contract.listRuns, { sort: 'createdAt' })).items
  assert.deepEqual([calls!.state, breaks!.state], ['done', 'failed'])
  assert.match(breaks!.error!.detail!, /\[secret TOKEN\]/)
  const everything = JSON.stringify([
    ...(await app.rows('SELECT * FROM automations.task')),
    ...(await app.rows('SELECT * FROM automations.run')),
    ...(await app.rows('SELECT * FROM automations.log')),
    ...(await app.rows('SELECT * FROM kernel.run')),
    ...(await app.rows('SELECT * FROM kernel.outbox')),
    ...(await app.rows('SELECT * FROM kernel.audit')),
    ...(await app.rows('SELECT * FROM dbos.operation_outputs')),
  ])
  for (const form of [canary, encodeURIComponent(canary), Buffer.from(canary).toString('base64')])
    assert.ok(!everything.includes(form), form)
  assert.ok(everything.includes('[secret TOKEN]'))
})

test('only who may keep secrets grants them, and only those that are there', async () => {
  const input = { automation: 'calls', name: 'TOKEN', secret: 'shop.token' }
  assert.equal(await app.refused(contract.grantSecret, input, { as: somebody(['automations:*']) }), 'kernel.forbidden')
  assert.equal(await app.refused(contract.grantSecret, { ...input, secret: 'no.body' }), 'automations.secret_unknown')
})

test('a step that was not granted the secret fails and says so', async () => {
  await app.save(text('narrow', '/'))
  await app.call(contract.grantSecret, { automation: 'narrow', name: 'TOKEN', secret: 'shop.token', steps: ['talk'] })
  const run = await app.ended((await app.call(contract.start, { automation: 'narrow' })).run)
  assert.equal(run.state, 'failed')
  assert.match(run.error!.detail!, /The secret "TOKEN" was not granted to this automation for the step "call"/)
})
