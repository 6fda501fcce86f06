import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { createAuthenticator } from '#tests/support/authenticator.ts'
import { startApp } from '#tests/support/app.ts'
import { addPasskey, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a passkey signs in by itself; a challenge is answered once, by a known key, for this very site', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const { authenticator } = await addPasskey(app, owner.actor)
  const begin = () => app.call(contract.beginPasskey, {}, { as: anonymous })
  const first = await begin()
  const answer = { ceremony: first.ceremony, response: authenticator.answer(first.options) }
  const cookies: string[] = []
  const { person } = await app.call(contract.signInWithPasskey, answer, { as: anonymous, cookies })
  assert.equal(person.id, owner.person)
  assert.equal((await app.kernel.authenticate({ cookie: cookies[0]!.split(';')[0] }, '::1')).person, owner.person)

  const show = (given: object) => app.refused(contract.signInWithPasskey, given, { as: anonymous })
  assert.equal(await show(answer), 'identity.passkey_refused', 'a replay')
  const second = await begin()
  assert.equal(await show({ ...answer, ceremony: second.ceremony }), 'identity.passkey_refused', 'another challenge')
  const third = await begin()
  const stranger = createAuthenticator(app.kernel.config.publicUrl)
  assert.equal(
    await show({ ceremony: third.ceremony, response: stranger.answer(third.options) }),
    'identity.passkey_refused',
    'an unknown key',
  )
  for (const response of [{}, { id: 7 }, { id: answer.response['id'], response: null }, { ...answer.response, response: {} }])
    assert.equal(await show({ ceremony: (await begin()).ceremony, response }), 'identity.passkey_refused', JSON.stringify(response))
  await app.rows('UPDATE identity.person SET disabled_at = now()')
  const last = await begin()
  assert.equal(
    await show({ ceremony: last.ceremony, response: authenticator.answer(last.options) }),
    'identity.passkey_refused',
    'a disabled person',
  )
})
