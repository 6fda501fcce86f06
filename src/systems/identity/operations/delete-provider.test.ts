import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('its links go with a provider, everybody concerned is told, and setting it up again revives none', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const id = await addProvider(app, actor, provider)
  await linkAccount(app, actor, provider)
  await app.news()
  assert.equal(await app.refused(contract.deleteProvider, { id }, { as: actor, confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.deleteProvider, { id }, { as: actor })
  assert.deepEqual(await app.news(), [
    { name: 'identity.credential_changed', payload: { person, change: 'provider-unlinked' } },
    { name: 'identity.ways_changed', payload: {} },
  ])
  assert.equal(await app.refused(contract.deleteProvider, { id }, { as: actor }), 'identity.provider_not_found')
  await addProvider(app, actor, provider)
  assert.deepEqual(await app.call(contract.listLinks, {}, { as: actor }), { items: [] })
})
