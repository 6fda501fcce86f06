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
await join(app, actor, { name: 'Tom', role: 'member' })
const change = (email: string) => app.call(contract.changeEmail, { email }, { as: actor })
const signIn = (email: string) => app.refused(contract.signIn, { email, password: mara.password }, { as: anonymous })

test('without a mail server one signs in with the new address at once; an address has one owner, and a recent proof is needed', async () => {
  await app.news()
  assert.equal(await app.refused(contract.changeEmail, { email: 'TOM@example.com' }, { as: actor }), 'identity.already_member')
  const stale = { ...actor, verifiedAt: new Date(Date.now() - 3_600_000) }
  assert.equal(await app.refused(contract.changeEmail, { email: 'new@example.com' }, { as: stale }), 'kernel.verification_required')
  const changed = await change('new@example.com')
  assert.deepEqual([changed.email, changed.newEmail], ['new@example.com', null])
  assert.deepEqual((await app.news()).at(-1)?.payload, { person: actor.person, change: 'email' })
  assert.deepEqual([await signIn(mara.email), await signIn('new@example.com')], ['identity.wrong_credentials', 'done'])
})

test('with one the old address counts until the link in a letter to the new one is followed, and hears of it', async () => {
  await useMailbox(app, actor, mailbox)
  await app.news()
  assert.equal(await app.refused(contract.changeEmail, { email: 'tom@example.com' }, { as: actor }), 'identity.already_member')
  const asked = await change('newer@example.com')
  assert.deepEqual([asked.email, asked.newEmail], ['new@example.com', 'newer@example.com'])
  const told = (await app.news()).filter(({ name }) => name === 'identity.credential_changed')
  assert.deepEqual(
    told.map(({ payload }) => payload),
    [{ person: actor.person, change: 'email-asked' }],
  )
  const [letter, warning] = [await mailbox.letterTo('newer@example.com'), await mailbox.letterTo('new@example.com')]
  assert.equal(`${letter.link.origin}${letter.link.pathname}`, `${app.kernel.config.publicUrl}/email`)
  assert.match(warning.raw, /Subject: Another address is wanted/)
  assert.ok(warning.raw.includes('newer@example.com') && !warning.raw.includes('#token'))
  assert.deepEqual([await signIn('new@example.com'), await signIn('newer@example.com')], ['done', 'identity.wrong_credentials'])
})

test('the present address takes the change back, and so does a new password', async () => {
  const waiting = async () => (await app.call(contract.getProfile, {}, { as: actor })).newEmail
  assert.equal(await waiting(), 'newer@example.com')
  assert.equal((await change('new@example.com')).newEmail, null)
  await change('newest@example.com')
  assert.equal(await waiting(), 'newest@example.com')
  await app.call(contract.changePassword, { current: mara.password, password: 'several quiet lanterns' }, { as: actor })
  assert.equal(await waiting(), null)
})

test('nobody’s mailbox is filled', async () => {
  const outcomes: string[] = []
  for (let tries = 0; tries < 6; tries += 1)
    outcomes.push(await app.refused(contract.changeEmail, { email: 'somebody@example.com' }, { as: actor }))
  assert.deepEqual([outcomes[0], outcomes.at(-1)], ['done', 'kernel.too_many_requests'])
})
