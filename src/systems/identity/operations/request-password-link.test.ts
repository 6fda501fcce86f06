import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { until } from '#tests/support/until.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('whoever forgot their password gets a link for a quarter of an hour, works once, and the person is told', async () => {
  const mailbox = await startMailbox()
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const ask = (email: string) => app.refused(contract.requestPasswordLink, { email }, { as: anonymous })
  assert.equal(await ask(mara.email), 'identity.mail_not_set')
  await useMailbox(app, actor, mailbox, { signInLinks: false })
  await app.news()
  assert.deepEqual([await ask(mara.email), await ask('nobody@example.com')], ['done', 'done'])
  const { link } = await mailbox.letterTo(mara.email)
  assert.equal(link.pathname, '/password')
  const told = await until(
    'the person is told',
    async () => (await app.news()).find((one) => one.payload['change'] === 'password-link'),
    60,
  )
  assert.deepEqual(told.payload, { person, change: 'password-link' })
  const reset = { token: link.hash.slice(7), password: 'several quiet lanterns' }
  const [row] = await app.rows(
    "SELECT expires_at <= now() + interval '15 minutes' AS short FROM identity.ceremony WHERE token_hash IS NOT NULL",
  )
  assert.deepEqual(row, { short: true })
  assert.equal(await app.refused(contract.signInWithLink, { token: reset.token }, { as: anonymous }), 'identity.wrong_sign_in_link')
  assert.equal(await app.refused(contract.resetPassword, reset, { as: anonymous }), 'done')
  assert.equal(await app.refused(contract.resetPassword, reset, { as: anonymous }), 'identity.wrong_password_link')
  assert.equal(mailbox.letters.length, 1)
})
