import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'
import { prepareOwner } from '../set-up.ts'
import { identity } from '../system.ts'

const owner = { name: 'Mara', email: 'mara@example.com', password: 'correct horse battery' }

test('the set-up link makes the owner once, signs them in, and is worth nothing afterwards', async () => {
  const app = await startApp({ systems: [identity] })
  const link = await prepareOwner(app.kernel)
  const token = new URL(link!).hash.replace('#token=', '')
  assert.equal(await app.refused(contract.setUp, { ...owner, token: 'guessed' }, { as: anonymous }), 'identity.wrong_set_up_link')
  assert.deepEqual(await app.rows('SELECT 1 FROM identity.person'), [])

  const cookies: string[] = []
  const made = await app.call(contract.setUp, { ...owner, token }, { as: anonymous, cookies })
  assert.equal(made.person.email, owner.email)
  assert.match(cookies[0]!, /^optimus_session=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax; Max-Age=\d+$/)
  assert.deepEqual(
    (await app.news()).map((one) => one.name),
    ['identity.set_up', 'identity.signed_in'],
  )
  assert.deepEqual(await app.audit(), ['identity.setUp failed', 'identity.setUp done'])

  assert.equal(await app.refused(contract.setUp, { ...owner, token }, { as: anonymous }), 'identity.already_set_up')
  assert.equal(await prepareOwner(app.kernel), null)
  const [row] = await app.rows<{ input: object; password_hash: string }>(
    "SELECT a.input, p.password_hash FROM kernel.audit a, identity.person p WHERE a.outcome = 'done'",
  )
  assert.deepEqual(row!.input, { name: 'Mara', email: 'mara@example.com' }, 'neither token nor password reach the trail')
  assert.match(row!.password_hash, /^\$argon2id\$/)
})

test('a short password is refused with a sentence, and nothing is lost', async () => {
  const app = await startApp({ systems: [identity] })
  const token = new URL((await prepareOwner(app.kernel))!).hash.replace('#token=', '')
  assert.equal(await app.refused(contract.setUp, { ...owner, password: 'short', token }, { as: anonymous }), 'kernel.invalid_input')
  assert.equal((await app.call(contract.setUp, { ...owner, token }, { as: anonymous })).person.name, 'Mara')
})
