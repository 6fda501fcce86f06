import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the mail server is shown without its password', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  assert.deepEqual(await app.call(contract.getMail, {}, { as: actor }), { mail: null })
  const server = { host: 'smtp.example.com', port: 587, security: 'starttls' as const, user: 'optimus', from: 'optimus@example.com' }
  await app.call(contract.setMail, { ...server, password: 'the mail password' }, { as: actor })
  const { mail } = await app.call(contract.getMail, {}, { as: actor })
  const { changedAt: _, ...rest } = mail!
  assert.deepEqual(rest, { ...server, signInLinks: true, hasPassword: true })
})
