import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startMailbox } from '#tests/support/mailbox.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { useMailbox } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a trial says that mail arrives, or in our own words why not', async () => {
  const mailbox = await startMailbox()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const send = async () => {
    try {
      return await app.call(contract.testMail, {}, { as: actor })
    } catch (error) {
      return (error as Error).message
    }
  }
  assert.match(String(await send()), /No mail server/)
  await useMailbox(app, actor, mailbox)
  assert.deepEqual(await send(), { sentTo: mara.email })
  assert.match((await mailbox.letterTo(mara.email)).raw, /Auto-Submitted: auto-generated/i)
  mailbox.refuse(554)
  assert.equal(await send(), 'The mail server refused the letter (554).')
  mailbox.refuse(null)
  const wrong = {
    host: '127.0.0.1',
    port: mailbox.port,
    user: 'optimus',
    password: 'wrong',
    from: 'o@example.com',
    security: 'none' as const,
  }
  await app.call(contract.setMail, wrong, { as: actor })
  assert.equal(await send(), 'The mail server did not accept the user and password.')
  await app.call(contract.setMail, { ...wrong, security: 'starttls' }, { as: actor })
  assert.match(String(await send()), /does not encrypt|refused/)
  await app.call(contract.setMail, { ...wrong, port: 9 }, { as: actor })
  assert.equal(await send(), 'The mail server cannot be reached.')
})
