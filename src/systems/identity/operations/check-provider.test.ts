import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a check asks anew and says in a sentence what is wrong', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const id = await addProvider(app, actor, provider)
  assert.deepEqual(await app.call(contract.checkProvider, { id }, { as: actor }), {
    works: true,
    because: `Acme answers as ${provider.issuer}.`,
  })
  provider.misdeeds = { discovery: (honest) => ({ ...honest, issuer: 'https://other.example' }) }
  const { works, because } = await app.call(contract.checkProvider, { id }, { as: actor })
  assert.equal(works, false)
  assert.match(because, /^The identity provider|^Its description/)
})
