import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { addTotp, join, mara, signUp, totpCode } from '#tests/support/people.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const mailbox = await startMailbox()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
await useMailbox(app, owner.actor, mailbox)

/** Asks for a link and waits for the letter: the link's secret, and the cookie of the browser that asked. */
async function askAndRead(email: string, returnTo = '/') {
  const cookies: string[] = []
  const before = mailbox.letters.length
  await app.rows('DELETE FROM identity.rate')
  await app.call(contract.requestSignInLink, { email, returnTo }, { as: anonymous, cookies })
  const { link } = await mailbox.letterTo(email, before)
  return { token: link.hash.slice('#token='.length), cookie: cookies[0]!.split(';')[0]! }
}

const use = (token: string, cookie?: string) => app.refused(contract.signInWithLink, { token }, { as: anonymous, cookie })

test('a link signs in once, in the browser that asked, and is no fresh proof', async () => {
  const { token, cookie } = await askAndRead(mara.email, '/projects')
  assert.equal(await use(token), 'identity.wrong_sign_in_link', 'another browser')
  assert.equal(await use(token, `optimus_browser=${'x'.repeat(43)}`), 'identity.wrong_sign_in_link')
  assert.equal(await use('guessed', cookie), 'identity.wrong_sign_in_link')
  assert.equal(
    await app.refused(contract.resetPassword, { token, password: 'several quiet lanterns' }, { as: anonymous }),
    'identity.wrong_password_link',
  )
  const cookies: string[] = []
  const back = await app.call(contract.signInWithLink, { token }, { as: anonymous, cookie, cookies })
  assert.deepEqual([back.person?.id, back.next, back.returnTo], [owner.person, null, '/projects'])
  const actor = await app.kernel.authenticate({ cookie: cookies[0]!.split(';')[0] }, '::1')
  assert.equal(await app.refused(contract.createKey, { name: 'k' }, { as: actor }), 'kernel.verification_required')
  assert.equal(await use(token, cookie), 'identity.wrong_sign_in_link', 'a second time')
})

test('of twenty at once one gets in', async () => {
  const { token, cookie } = await askAndRead(mara.email)
  const outcomes = await Promise.all(Array.from({ length: 20 }, () => use(token, cookie)))
  assert.equal(outcomes.filter((code) => code === 'done').length, 1)
})

test('a link that is too old, or of somebody who was disabled, opens nothing', async () => {
  const late = await askAndRead(mara.email)
  await app.rows("UPDATE identity.ceremony SET expires_at = expires_at - interval '15 minutes'")
  assert.equal(await use(late.token, late.cookie), 'identity.wrong_sign_in_link')
  const gone = await join(app, owner.actor, { name: 'Gone', role: 'member' })
  const theirs = await askAndRead('gone@example.com')
  await app.call(contract.disablePerson, { id: gone.person }, { as: owner.actor })
  assert.equal(await use(theirs.token, theirs.cookie), 'identity.wrong_sign_in_link')
})

test('a second factor is asked for all the same', async () => {
  const other = await join(app, owner.actor, { name: 'Olga', role: 'member' })
  const { secret } = await addTotp(app, other.actor)
  const { token, cookie } = await askAndRead('olga@example.com')
  const cookies: string[] = []
  const { person, next } = await app.call(contract.signInWithLink, { token }, { as: anonymous, cookie, cookies })
  assert.deepEqual([person, cookies, next!.factors], [null, [], ['totp', 'recovery']])
  await app.call(contract.completeSignIn, { token: next!.token, code: totpCode(secret, 30) }, { as: anonymous, cookies })
  const [session] = await app.rows('SELECT methods FROM identity.session WHERE person = $1 ORDER BY created_at DESC LIMIT 1', [
    other.person,
  ])
  assert.deepEqual(session, { methods: ['mail', 'totp'] })
})
