import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Actor } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { addPasskey, addTotp, join, mara, signUp, totpCode } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const stale = (actor: Actor): Actor => ({ ...actor, verifiedAt: new Date(Date.now() - 11 * 60_000) })

test('what is sensitive needs a proof of the last ten minutes; the proof gives the session a new secret', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, cookie } = await signUp(app)
  assert.equal(await app.refused(contract.createKey, { name: 'ci' }, { as: stale(actor) }), 'kernel.verification_required')
  assert.equal(await app.refused(contract.verify, { password: 'wrong horse battery' }, { as: actor }), 'identity.wrong_credentials')
  const cookies: string[] = []
  await app.call(contract.verify, { password: mara.password }, { as: stale(actor), cookies })
  const renewed = await app.kernel.authenticate({ cookie: cookies[0]!.split(';')[0] }, '::1')
  assert.equal(renewed.id, actor.id, 'the same session')
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie }, '::1')
  }, /ended/)
  await app.call(contract.createKey, { name: 'ci' }, { as: renewed })
})

test('the proof is as strong as signing in: with a second factor, password and code, or one’s own passkey', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { secret } = await addTotp(app, actor)
  const prove = (given: object) => app.refused(contract.verify, given, { as: actor })
  assert.equal(await prove({ password: mara.password }), 'identity.wrong_code')
  assert.equal(await prove({ code: totpCode(secret, 30) }), 'identity.wrong_credentials')
  assert.equal(await prove({ password: mara.password, code: totpCode(secret, 30) }), 'done')
  const mine = await addPasskey(app, actor)
  const other = await join(app, actor, { name: 'Olga', role: 'member' })
  const theirs = await addPasskey(app, other.actor)
  const show = async ({ authenticator }: typeof mine) => {
    const { ceremony, options } = await app.call(contract.beginPasskey, {}, { as: actor })
    return prove({ passkey: { ceremony, response: authenticator.answer(options) } })
  }
  assert.equal(await show(theirs), 'identity.passkey_refused')
  assert.equal(await show(mine), 'done')
})
