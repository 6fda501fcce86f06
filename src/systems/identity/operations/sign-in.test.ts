import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the right password gives a session, whatever the case of the address; a wrong one and an unknown address sound the same', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  const wrong = { email: mara.email, password: 'wrong horse battery' }
  const unknown = { email: 'nobody@example.com', password: mara.password }
  assert.equal(await app.refused(contract.signIn, wrong, { as: anonymous }), 'identity.wrong_credentials')
  assert.equal(await app.refused(contract.signIn, unknown, { as: anonymous }), 'identity.wrong_credentials')
  const cookies: string[] = []
  const { person } = await app.call(contract.signIn, { email: 'MARA@example.com', password: mara.password }, { as: anonymous, cookies })
  assert.equal(person?.name, 'Mara')
  const actor = await app.kernel.authenticate({ cookie: cookies[0]!.split(';')[0] }, '127.0.0.1')
  assert.equal(actor.person, person?.id)
  const [row] = await app.rows<{ count: number }>('SELECT count(*)::integer AS count FROM identity.session')
  assert.equal(row!.count, 2, 'failed tries leave no session')
})

test('signing in ends the session one came with: its cookie is worth nothing afterwards', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, cookie } = await signUp(app)
  await app.call(contract.signIn, { email: mara.email, password: mara.password }, { as: actor })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie }, '127.0.0.1')
  }, /sign in again/)
})
