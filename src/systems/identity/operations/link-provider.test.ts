import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider, comeBack, goToProvider } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('linking takes a fresh proof by the person themselves, and signs nobody in', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const id = await addProvider(app, actor, provider)
  const stale = { ...actor, verifiedAt: new Date(Date.now() - 11 * 60_000) }
  assert.equal(await app.refused(contract.linkProvider, { provider: id }, { as: stale }), 'kernel.verification_required')
  assert.equal(await app.refused(contract.linkProvider, { provider: id }, { as: agent() }), 'kernel.verification_required')
  const { address, cookie } = await goToProvider(app, id, actor, '/settings/account')
  assert.equal(
    new URL(address).searchParams.get('prompt'),
    'login',
    'an account that somebody left signed in there is not linked by itself',
  )
  await app.news()
  const back = await comeBack(app, id, provider.agree(address), { cookie, as: actor })
  assert.deepEqual([back.linked, back.person, back.cookies, back.returnTo], [true, null, [], '/settings/account'])
  assert.deepEqual(await app.news(), [{ name: 'identity.credential_changed', payload: { person, change: 'provider-linked' } }])
})
