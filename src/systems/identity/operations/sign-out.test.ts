import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('signing out ends this session and takes its cookie back', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, cookie } = await signUp(app)
  const cookies: string[] = []
  await app.call(contract.signOut, {}, { as: actor, cookies })
  assert.match(cookies[0]!, /^optimus_session=; .*Max-Age=0/)
  const [row] = await app.rows<{ revoked: boolean }>('SELECT revoked_at IS NOT NULL AS revoked FROM identity.session')
  assert.equal(row!.revoked, true)
  assert.ok((await app.news()).some((one) => one.name === 'identity.access_changed'))
  await app.kernel.live.since(app.kernel.live.position(), 1)
  await assert.rejects(async () => {
    // The remembered check is dropped by the event, which arrives within moments.
    for (;;) await app.kernel.authenticate({ cookie }, '127.0.0.1')
  }, /sign in again/)
})
