import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the door shows what is open, and nothing about how it is set up', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const ways = () => app.call(contract.listSignInWays, {}, { as: anonymous })
  assert.deepEqual(await ways(), { providers: [], signInLink: false, passwordLink: false })
  await addProvider(app, actor, provider)
  const server = { host: 'localhost', port: 2525, security: 'none' as const, from: 'optimus@example.com', signInLinks: false }
  await app.call(contract.setMail, server, { as: actor })
  assert.deepEqual(await ways(), { providers: [{ id: 'acme', name: 'Acme', kind: 'openid' }], signInLink: false, passwordLink: true })
})
