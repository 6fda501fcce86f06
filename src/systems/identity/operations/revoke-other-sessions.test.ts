import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

async function anotherDevice(app: TestApp): Promise<string> {
  const cookies: string[] = []
  await app.call(contract.signIn, { email: mara.email, password: mara.password }, { as: anonymous, cookies })
  return cookies[0]!.split(';')[0]!
}

async function open(app: TestApp): Promise<number> {
  const [row] = await app.rows<{ count: number }>('SELECT count(*)::integer AS count FROM identity.session WHERE revoked_at IS NULL')
  return row!.count
}

test('every device but this one is signed out', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, cookie } = await signUp(app)
  const other = await anotherDevice(app)
  assert.deepEqual(await app.call(contract.revokeOtherSessions, {}, { as: actor }), { ended: 1 })
  assert.equal((await app.kernel.authenticate({ cookie }, '::1')).id, actor.id)
  await assert.rejects(app.kernel.authenticate({ cookie: other }, '::1'), /ended/)
  assert.equal(await open(app), 1)
})
