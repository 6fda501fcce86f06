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

test('every device is signed out, this one too', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await anotherDevice(app)
  const cookies: string[] = []
  assert.deepEqual(await app.call(contract.revokeAllSessions, {}, { as: actor, cookies }), { ended: 2 })
  assert.match(cookies[0]!, /Max-Age=0/)
  assert.equal(await open(app), 0)
})

test('of very many sessions the oldest end, and an idle one has ended', async () => {
  const app = await startApp({ systems: [identity] })
  const { cookie } = await signUp(app)
  for (let count = 0; count < 20; count += 1)
    await app.rows(
      "INSERT INTO identity.session (id, person, token_hash, device, expires_at) SELECT gen_random_uuid(), id, gen_random_uuid()::text::bytea, 'x', now() + interval '1 day' FROM identity.person",
    )
  const last = await anotherDevice(app)
  assert.equal(await open(app), 20)
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie }, '::1')
  }, /ended/)
  await app.rows("UPDATE identity.session SET last_seen_at = now() - interval '25 hours'")
  await assert.rejects(app.kernel.authenticate({ cookie: last }, '::1'), /ended/)
})
