import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { ask, connect, web } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from './contract.ts'
import { forgetExpired } from './forget-expired.ts'
import { identity } from './system.ts'

test('what strangers left is forgotten after a day, and what still counts is kept', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await connect(app, actor)
  const { client } = await ask(app)
  await app.refused(contract.signIn, { email: 'nobody@example.com', password: 'wrong horse battery' })
  await web(app, 'POST', '/api/auth/device', { client_id: 'optimus-cli' })
  const tables = ['rate', 'lockout', 'authorization_request', 'client', 'refresh_token'] as const
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(tables.map(async (table) => [table, (await app.rows(`SELECT FROM identity.${table}`)).length] as [string, number])),
    )
  const before = await counts()
  for (const table of tables) assert.ok(before[table]! > 0, table)
  await forgetExpired(app.kernel.context(program, 'inside'))
  assert.deepEqual(await counts(), before)
  await app.rows("UPDATE identity.rate SET at = at - interval '2 days'")
  await app.rows("UPDATE identity.lockout SET failed_at = failed_at - interval '2 days'")
  await app.rows("UPDATE identity.client SET created_at = created_at - interval '2 days'")
  await app.rows("UPDATE identity.authorization_request SET expires_at = expires_at - interval '2 days'")
  await forgetExpired(app.kernel.context(program, 'inside'))
  assert.deepEqual(await counts(), { rate: 0, lockout: 0, authorization_request: 0, client: 1, refresh_token: before['refresh_token'] })
  assert.equal((await app.rows('SELECT FROM identity.client WHERE id = $1', [client])).length, 0, 'nobody let it in')
  await app.rows("UPDATE identity.connection SET revoked_at = now() - interval '2 days'")
  await forgetExpired(app.kernel.context(program, 'inside'))
  assert.equal((await counts())['refresh_token'], 0)
})
