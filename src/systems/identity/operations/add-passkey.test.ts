import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createAuthenticator } from '#tests/support/authenticator.ts'
import { startApp } from '#tests/support/app.ts'
import { addPasskey, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a passkey is added once, for this site, with its holder verified; the first one brings recovery codes', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const add = async (authenticator: ReturnType<typeof createAuthenticator>) => {
    const { ceremony, options } = await app.call(contract.beginPasskeyRegistration, {}, { as: actor })
    const given = { ceremony, name: 'Laptop', response: authenticator.register(options) }
    return [await app.refused(contract.addPasskey, given, { as: actor }), await app.refused(contract.addPasskey, given, { as: actor })]
  }
  const first = await addPasskey(app, actor)
  assert.equal(first.codes.length, 10)
  assert.equal((await addPasskey(app, actor)).codes.length, 0)
  const { publicUrl } = app.kernel.config
  assert.deepEqual(await add(createAuthenticator(publicUrl)), ['done', 'identity.passkey_refused'])
  assert.deepEqual((await add(first.authenticator))[0], 'identity.passkey_refused', 'known already')
  assert.deepEqual((await add(createAuthenticator('https://evil.example')))[0], 'identity.passkey_refused', 'another site')
  assert.deepEqual(
    (await add(createAuthenticator(publicUrl, { unverified: true })))[0],
    'identity.passkey_refused',
    'its holder was not verified',
  )
})
