import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider, goToProvider, comeBack } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a new secret is used from the next sign-in on; what links stand on stays', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const id = await addProvider(app, actor, provider)
  const changed = await app.call(
    contract.updateProvider,
    { id, name: 'Acme Login', clientSecret: 'another one', enabled: false },
    { as: actor },
  )
  assert.deepEqual([changed.name, changed.issuer, changed.disabledAt !== null], ['Acme Login', provider.issuer, true])
  assert.deepEqual((await app.call(contract.listSignInWays, {})).providers, [], 'one that is off is not offered')
  await app.call(contract.updateProvider, { id, enabled: true }, { as: actor })
  const { address, cookie } = await goToProvider(app, id, actor)
  await comeBack(app, id, provider.agree(address), { cookie, as: actor })
  assert.equal(provider.calls.at(-1)!.get('client_secret'), 'another one')
  assert.equal(await app.refused(contract.updateProvider, { id: 'none' }, { as: actor }), 'identity.provider_not_found')
})
