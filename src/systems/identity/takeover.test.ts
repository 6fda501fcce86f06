import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { addTotp, join, mara, signUp, totpCode } from '#tests/support/people.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from './contract.ts'
import { identity } from './system.ts'

/** What was found by trying to get in: each of these once worked, or would without a line that is easy to lose. */
const mailbox = await startMailbox()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
await useMailbox(app, owner.actor, mailbox)
const fresh = 'several quiet lanterns'

test('a sign-in that was begun with the old password ends when the password is changed', async () => {
  const { actor } = await join(app, owner.actor, { name: 'Ada', role: 'member' })
  const { secret } = await addTotp(app, actor)
  const { next } = await app.call(contract.signIn, { email: 'ada@example.com', password: mara.password }, { as: anonymous })
  await app.call(contract.changePassword, { current: mara.password, password: fresh }, { as: actor })
  const rest = { token: next!.token, code: totpCode(secret, 30) }
  assert.equal(await app.refused(contract.completeSignIn, rest, { as: anonymous }), 'identity.wrong_step')
})

test('a password link that an intruder asked for ends when the password is changed', async () => {
  const { actor, person } = await join(app, owner.actor, { name: 'Ben', role: 'member' })
  const { link } = await app.call(contract.createPasswordLink, { id: person }, { as: owner.actor })
  await app.call(contract.changePassword, { current: mara.password, password: fresh }, { as: actor })
  const reset = { token: new URL(link).hash.slice(7), password: 'quite another sentence' }
  assert.equal(await app.refused(contract.resetPassword, reset, { as: anonymous }), 'identity.wrong_password_link')
})

test('what lies in the old mailbox opens nothing once the address was changed', async () => {
  const { actor } = await join(app, owner.actor, { name: 'Cleo', role: 'member' })
  const cookies: string[] = []
  await app.call(contract.requestSignInLink, { email: 'cleo@example.com' }, { as: anonymous, cookies })
  await app.call(contract.requestPasswordLink, { email: 'cleo@example.com' }, { as: anonymous })
  const first = await mailbox.letterTo('cleo@example.com')
  const second = await mailbox.letterTo('cleo@example.com', mailbox.letters.indexOf(first) + 1)
  await app.call(contract.changeEmail, { email: 'cleo.new@example.com' }, { as: actor })
  const { link } = await mailbox.letterTo('cleo.new@example.com')
  await app.call(contract.confirmEmail, { token: link.hash.slice('#token='.length) }, { as: actor })
  for (const { link } of [first, second]) {
    const token = link.hash.slice('#token='.length)
    const cookie = cookies[0]!.split(';')[0]
    assert.equal(await app.refused(contract.signInWithLink, { token }, { as: anonymous, cookie }), 'identity.wrong_sign_in_link')
    assert.equal(await app.refused(contract.resetPassword, { token, password: fresh }, { as: anonymous }), 'identity.wrong_password_link')
  }
})

test('whoever signs a person out everywhere ends what is half way in as well', async () => {
  const { actor, person } = await join(app, owner.actor, { name: 'Dora', role: 'member' })
  const { secret } = await addTotp(app, actor)
  const { next } = await app.call(contract.signIn, { email: 'dora@example.com', password: mara.password }, { as: anonymous })
  await app.call(contract.signOutPerson, { id: person }, { as: owner.actor })
  const rest = { token: next!.token, code: totpCode(secret, 30) }
  assert.equal(await app.refused(contract.completeSignIn, rest, { as: anonymous }), 'identity.wrong_step')
})

test('an administrator cannot have the owner’s links sent to a server of theirs', async () => {
  const { actor } = await join(app, owner.actor, { name: 'Eve', role: 'admin' })
  const theirs = { host: 'mail.evil.test', port: 465, security: 'tls' as const, from: 'optimus@example.com' }
  assert.equal(await app.refused(contract.setMail, theirs, { as: actor }), 'identity.beyond_own_rights')
})
