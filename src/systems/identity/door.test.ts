import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { testPostgres } from '#tests/support/postgres.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { contract } from './contract.ts'
import { identity } from './system.ts'
import { takeTokens } from './take-tokens.ts'

test('twenty at once, across a crash of the database: no more get through than may', async () => {
  const app = await startApp({ systems: [identity] })
  const limit = { burst: 50, seconds: 100_000 }
  const take = () => takeTokens(app.kernel.query, 'test', limit)
  const round = async () => (await Promise.all(Array.from({ length: 20 }, take))).filter((seconds) => seconds === 0).length
  let passed = (await round()) + (await round())
  const server = await testPostgres()
  await server.kill()
  await server.start()
  await until('the database is back', () => app.kernel.query('SELECT 1').catch(() => false))
  passed += (await round()) + (await round())
  assert.ok(Math.abs(passed - 50) <= 1, `${passed} passed`)
  assert.ok((await take()) > 1000, 'and says how long to wait')
})

test('one address is slowed down over all accounts, known or not, and others are not', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  const enter = async (email: string, address: string) => {
    const input = { email, password: 'wrong horse battery' }
    const call = { operation: contract.signIn.id, input, actor: anonymous, surface: 'http' as const, address }
    return app.kernel.execute(call).then(
      () => 'done',
      (problem: { code: string }) => problem.code,
    )
  }
  const outcomes = await Promise.all(Array.from({ length: 25 }, (_, index) => enter(`p${index}@example.com`, '2001:db8::1')))
  assert.equal(outcomes.filter((code) => code === 'identity.wrong_credentials').length, 20)
  assert.equal(await enter(mara.email, '2001:db8::2'), 'kernel.too_many_requests', 'the same network')
  assert.equal(await enter(mara.email, '2001:db8:0:1::1'), 'identity.wrong_credentials')
})

test('failures at one account shut its door longer and longer, and a success opens it', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  const enter = (password: string, email = mara.email) => app.refused(contract.signIn, { email, password }, { as: anonymous })
  for (const email of [mara.email, 'nobody@example.com']) {
    for (let tries = 0; tries < 5; tries += 1) assert.equal(await enter('wrong horse battery', email), 'identity.wrong_credentials')
    // The first wait is a second, which a busy machine may need for the next try.
    await app.rows("UPDATE identity.lockout SET blocked_until = blocked_until + interval '1 hour' WHERE blocked_until IS NOT NULL")
    assert.equal(await enter('wrong horse battery', email), 'kernel.too_many_requests', email)
  }
  assert.equal(await enter(mara.password), 'kernel.too_many_requests')
  await app.rows('UPDATE identity.lockout SET blocked_until = now()')
  assert.equal(await enter(mara.password), 'done')
  assert.equal(await enter('wrong horse battery'), 'identity.wrong_credentials', 'it begins anew')
})
