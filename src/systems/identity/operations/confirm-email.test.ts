import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { join, mara, signUp } from '#tests/support/people.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const mailbox = await startMailbox()
const app = await startApp({ systems: [identity] })
const { actor } = await signUp(app)
const tom = await join(app, actor, { name: 'Tom', role: 'member' })
await useMailbox(app, actor, mailbox)

/** Asks for the address; answers the secret that its letter brings. */
async function ask(email: string): Promise<string> {
  const before = mailbox.letters.length
  await app.call(contract.changeEmail, { email }, { as: actor })
  return (await mailbox.letterTo(email, before)).link.hash.replace('#token=', '')
}

const confirm = (token: string, as = actor) => app.refused(contract.confirmEmail, { token }, { as })

test('whoever asked follows the link once, and both sides know', async () => {
  const token = await ask('new@example.com')
  assert.deepEqual(
    [await confirm('guessed'), await confirm(token, tom.actor), await confirm(token, anonymous)],
    ['identity.wrong_email_link', 'identity.wrong_email_link', 'kernel.not_signed_in'],
  )
  await app.news()
  const before = mailbox.letters.length
  const { email, newEmail } = await app.call(contract.confirmEmail, { token }, { as: actor })
  assert.deepEqual([email, newEmail], ['new@example.com', null])
  const told = (await app.news()).filter(({ name }) => name === 'identity.credential_changed')
  assert.deepEqual(
    told.map(({ payload }) => payload),
    [{ person: actor.person, change: 'email' }],
  )
  assert.match((await mailbox.letterTo(mara.email, before)).raw, /Subject: Your address for Optimus .* has changed/)
  assert.equal(await confirm(token), 'identity.wrong_email_link')
  const signIn = (address: string) => app.refused(contract.signIn, { email: address, password: mara.password }, { as: anonymous })
  assert.deepEqual([await signIn(mara.email), await signIn('new@example.com')], ['identity.wrong_credentials', 'done'])
})

test('a later wish ends the earlier link; an hour ends every one, and an address that somebody took meanwhile is refused', async () => {
  const [first, second] = [await ask('one@example.com'), await ask('two@example.com')]
  assert.equal(await confirm(first), 'identity.wrong_email_link')
  await app.rows("UPDATE identity.person SET email = 'two@example.com' WHERE id = $1", [tom.person])
  assert.equal(await confirm(second), 'identity.already_member')
  await app.rows("UPDATE identity.person SET email = 'tom@example.com' WHERE id = $1", [tom.person])
  await app.rows("UPDATE identity.ceremony SET expires_at = now() WHERE purpose = 'email-change'")
  assert.equal(await confirm(second), 'identity.wrong_email_link')
  const kept = JSON.stringify(await app.rows('SELECT to_jsonb(a) FROM kernel.audit a UNION ALL SELECT to_jsonb(r) FROM kernel.run r'))
  assert.equal(kept.includes(second), false, 'the secret of the link is in the letter only')
})
