import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a mail server that is forgotten offers no links, and its password is gone', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const server = { host: 'smtp.example.com', port: 465, security: 'tls' as const, user: 'optimus', password: 'p', from: 'o@example.com' }
  await app.call(contract.setMail, server, { as: actor })
  await app.call(contract.removeMail, {}, { as: actor })
  assert.deepEqual(await app.rows('SELECT * FROM identity.mail_server'), [])
  assert.equal((await app.call(contract.listSignInWays, {})).passwordLink, false)
  assert.equal(await app.refused(contract.removeMail, {}, { as: actor }), 'identity.mail_not_set')
})
