import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('each sign-in asks with secrets of its own, and nobody is sent on to another site afterwards', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await addProvider(app, actor, provider)
  const begin = async () => {
    const cookies: string[] = []
    const { address } = await app.call(contract.beginProviderSignIn, { provider: 'acme' }, { as: anonymous, cookies })
    assert.match(cookies[0]!, /^optimus_browser=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax/)
    return new URL(address)
  }
  const [first, second] = [await begin(), await begin()]
  assert.equal(first.origin, provider.issuer)
  for (const name of ['state', 'nonce', 'code_challenge'])
    assert.notEqual(first.searchParams.get(name), second.searchParams.get(name), name)
  for (const returnTo of [
    '//evil.test',
    '/\\evil.test',
    'https://evil.test/',
    '\\\\evil.test',
    '/a\\b',
    '/a b',
    '/\n/evil.test',
    'javascript:alert(1)',
  ])
    assert.equal(
      await app.refused(contract.beginProviderSignIn, { provider: 'acme', returnTo }, { as: anonymous }),
      'kernel.invalid_input',
      returnTo,
    )
  assert.equal(await app.refused(contract.beginProviderSignIn, { provider: 'none' }, { as: anonymous }), 'identity.provider_not_found')
  const stored = JSON.stringify(await app.rows('SELECT to_jsonb(f) FROM identity.provider_flow f'))
  assert.equal(stored.includes(first.searchParams.get('state')!), false, 'the state is kept as a hash')
})
