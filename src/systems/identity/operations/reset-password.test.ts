import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { addTotp, join, mara, signUp, totpCode } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a password link works once, signs nobody in, ends every session, and does not replace the second factor', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const other = await join(app, owner.actor, { name: 'Olga', role: 'member' })
  const { secret } = await addTotp(app, other.actor)
  const { link } = await app.call(contract.createPasswordLink, { id: other.person }, { as: owner.actor })
  const reset = { token: new URL(link).hash.slice(7), password: 'several quiet lanterns' }
  const cookies: string[] = []
  const ask = (more: object) => app.refused(contract.resetPassword, { ...reset, ...more }, { as: anonymous, cookies })
  assert.equal(await ask({ token: 'guessed' }), 'identity.wrong_password_link')
  assert.equal(await ask({}), 'identity.wrong_code')
  assert.equal(await ask({ password: 'aaaaaaaaaaaaaaaa' }), 'identity.weak_password')
  assert.equal(await ask({ code: totpCode(secret, 30) }), 'done')
  assert.equal(await ask({ code: totpCode(secret, 30) }), 'identity.wrong_password_link')
  assert.deepEqual(cookies, [])
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie: other.cookie }, '::1')
  }, /ended/)
  const { next } = await app.call(contract.signIn, { email: 'olga@example.com', password: reset.password }, { as: anonymous })
  assert.ok(next)
  assert.notEqual(reset.password, mara.password)
})
