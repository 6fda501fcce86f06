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

test('an unknown address costs the statements and the hash that a known one costs', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  const seen: string[] = []
  const { pool } = app.kernel
  const query = pool.query.bind(pool)
  pool.query = ((statement: { text: string }, ...rest: []) => {
    seen.push(statement.text)
    return query(statement as never, ...rest)
  }) as never
  const trace = async (email: string) => {
    seen.length = 0
    assert.equal(
      await app.refused(contract.signIn, { email, password: 'wrong horse battery' }, { as: anonymous }),
      'identity.wrong_credentials',
    )
    return seen.filter((text) => /identity\.|INSERT INTO kernel\.audit /.test(text))
  }
  const known = await trace(mara.email)
  assert.deepEqual(await trace('nobody@example.com'), known)
  assert.ok(known.length >= 5, known.join('\n'))
})
