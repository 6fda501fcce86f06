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
/** Writes automations, runs them, and may not grant secrets. */
const member = { ...app.owner, name: 'Mem', grants: somebody(['automations:*']).grants }
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

test('somebody who may not grant cannot change where a granted secret goes: the change suspends it', async () => {
  seen.length = 0
  await app.save(text('held', '/'))
  await app.call(contract.grantSecret, { automation: 'held', name: 'TOKEN', secret: 'shop.token' })
  const reviewed = await app.call(contract.get, { automation: 'held' })
  const changed = await app.call(contract.save, { automation: 'held', text: text('held', '/elsewhere') }, { as: member })
  assert.deepEqual(changed.suspendedSecrets, ['TOKEN'])
  const [grant] = (await app.call(contract.listGrants, { automation: 'held' })).items
  assert.equal(grant!.suspendedBy, 'Mem')
  assert.ok(grant!.suspendedAt)
  const run = await app.ended((await app.call(contract.start, { automation: 'held' })).run)
  assert.equal(run.state, 'failed')
  assert.match(run.error!.detail!, /The secret "TOKEN" is suspended: it was granted for other steps than these/)
  assert.deepEqual(seen, [])
  // The text that was looked at still has it, and comes back with it.
  const older = await app.ended((await app.call(contract.start, { automation: 'held', number: 1 }, { as: member })).run)
  assert.deepEqual([older.state, seen.length], ['done', 1])
  assert.deepEqual((await app.call(contract.restoreVersion, { automation: 'held', number: 1 }, { as: member })).suspendedSecrets, [])
  assert.equal(reviewed.suspendedSecrets.length, 0)
})

test('who may grant takes grants along with what they save, but never lifts a suspension unseen', async () => {
  await app.save(text('kept', '/'))
  await app.call(contract.grantSecret, { automation: 'kept', name: 'TOKEN', secret: 'shop.token' })
  assert.deepEqual((await app.call(contract.save, { automation: 'kept', text: text('kept', '/two') })).suspendedSecrets, [])
  await app.call(contract.save, { automation: 'kept', text: text('kept', '/evil') }, { as: member })
  const third = await app.call(contract.save, { automation: 'kept', text: text('kept', '/evil').replace('base64', 'rev') })
  assert.deepEqual(third.suspendedSecrets, ['TOKEN'])
  const old = { automation: 'kept', name: 'TOKEN', secret: 'shop.token', number: third.number - 1 }
  assert.equal(await app.refused(contract.grantSecret, old), 'kernel.stale_version')
  await app.call(contract.grantSecret, { ...old, number: third.number })
  assert.deepEqual((await app.call(contract.get, { automation: 'kept' })).suspendedSecrets, [])
  // Other words and other times change nothing about what a step does.
  const renamed = text('kept', '/evil').replace('base64', 'rev').replace('secrets:', 'title: Kept\non: [schedule: { every: 1h }]\nsecrets:')
  assert.deepEqual((await app.call(contract.save, { automation: 'kept', text: renamed }, { as: member })).suspendedSecrets, [])
})

test('edited data gets no secret from somebody who may not grant it', async () => {
  seen.length = 0
  const where = `- { id: where, uses: set, with: { url: '${address}/' } }
- { id: call, uses: http, with: { url: '\${ steps.where.output.url }', headers: { authorization: '\${ secrets.TOKEN }' } } }`
  await app.save(textOf('steered', where, 'secrets: [TOKEN]\n'))
  await app.call(contract.grantSecret, { automation: 'steered', name: 'TOKEN', secret: 'shop.token' })
  const { run } = await app.call(contract.start, { automation: 'steered' })
  const { items } = await app.ended(run)
  assert.equal(seen.length, 1)
  const from = items.find((one) => one.step === 'call' && one.kind === 'call')!.key
  const edited = await app.call(contract.restartRun, { run, from, input: { url: `${address}/evil` } }, { as: member })
  const failed = await app.ended(edited.run)
  assert.match(failed.error!.detail!, /Mem, who may not grant secrets, edited the data of this run/)
  const again = await app.call(contract.restartRun, { run: edited.run, from }, { as: member })
  assert.equal((await app.ended(again.run)).state, 'failed')
  assert.equal(seen.length, 1)
  const plain = await app.call(contract.restartRun, { run, from }, { as: member })
  assert.deepEqual([(await app.ended(plain.run)).state, seen.length], ['done', 2])
})
