import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createHash } from 'node:crypto'
import { anonymous, may } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a key lets a program in with the rights it was given and no more; only its hash is kept', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const project = newId()
  const { key, details } = await app.call(
    contract.createKey,
    { name: 'ci', permissions: ['projects:read'], projects: [project], days: 30 },
    { as: actor },
  )
  assert.match(key, /^opt_[a-z0-9]{12}_[\w-]{43}$/)
  assert.equal(details.projects?.[0], project)
  const program = await app.kernel.authenticate({ authorization: `Bearer ${key}` }, '127.0.0.1')
  assert.equal(program.kind, 'key')
  assert.equal(may(program, 'projects:read', project), true)
  assert.equal(may(program, 'projects:read', newId()), false)
  assert.equal(may(program, 'projects:write', project), false)
  const stored = JSON.stringify(await app.rows('SELECT * FROM identity.api_key, kernel.audit, kernel.outbox'))
  assert.equal(stored.includes(key.slice(-43)), false)
})

test('nobody gives a key rights that they do not have', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const narrow = { ...actor, grants: [{ permission: 'projects:read', projects: 'all' as const }] }
  assert.equal(await app.refused(contract.createKey, { name: 'x', permissions: ['*'] }, { as: narrow }), 'identity.beyond_own_rights')
  assert.equal(
    await app.refused(contract.createKey, { name: 'x', permissions: ['projects:write'] }, { as: narrow }),
    'identity.beyond_own_rights',
  )
  assert.equal(await app.refused(contract.createKey, { name: 'x', permissions: ['no such'] }, { as: narrow }), 'kernel.invalid_input')
})

test('a key is used from its networks only, and so often only as it may, on however many nodes', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { key, details } = await app.call(contract.createKey, { name: 'ci', addresses: ['10.0.0.0/8', '::1'], perMinute: 5 }, { as: actor })
  assert.deepEqual([details.addresses, details.permissions], [['10.0.0.0/8', '::1/128'], ['*']])
  const use = (address: string) => app.kernel.authenticate({ authorization: `Bearer ${key}` }, address)
  await assert.rejects(use('192.168.0.1'), /this address/)
  for (const address of ['10.1.2.3', '::ffff:10.1.2.3', '::1', '10.1.2.3', '10.1.2.3']) await use(address)
  await assert.rejects(use('10.1.2.3'), /5 times a minute; try again in \d+ s/)
})

test('a call that is sent twice makes one key, and nothing that opens a door is kept for the answer', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const how = { as: actor, idempotencyKey: 'k1' }
  const { key } = await app.call(contract.createKey, { name: 'ci' }, how)
  assert.equal(await app.refused(contract.createKey, { name: 'ci' }, how), 'kernel.answer_not_kept')
  assert.equal((await app.rows('SELECT 1 FROM identity.api_key')).length, 1)
  assert.equal(JSON.stringify(await app.rows('SELECT * FROM kernel.idempotency')).includes(key.slice(-43)), false)
  const change = { current: mara.password, password: 'several quiet lanterns' }
  await app.call(contract.changePassword, change, { as: actor, idempotencyKey: 'k2' })
  await app.call(contract.signIn, { email: mara.email, password: change.password }, { as: anonymous, idempotencyKey: 'k3' })
  const hashes = await app.rows<{ body_hash: Buffer }>('SELECT body_hash FROM kernel.idempotency')
  assert.equal(hashes.length, 2, 'strangers leave none')
  const whole = createHash('sha256').update(JSON.stringify(change)).digest()
  assert.ok(hashes.every((row) => !row.body_hash.equals(whole)))
})

test('no agent is given a key, not even with its person’s own credential', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  assert.equal(await app.refused(contract.createKey, { name: 'x' }, { as: actor, surface: 'mcp' }), 'kernel.verification_required')
})
