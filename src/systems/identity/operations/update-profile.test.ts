import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('what is given changes, null takes back, what is left out stays; zones and locales have to exist', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, cookie } = await signUp(app)
  const set = (input: object) => app.call(contract.updateProfile, input, { as: actor })
  await set({ timeZone: 'Europe/Lisbon', locale: 'pt-PT' })
  const named = await set({ name: ' Mara Lindqvist ', locale: null })
  assert.deepEqual([named.name, named.timeZone, named.locale, named.email], ['Mara Lindqvist', 'Europe/Lisbon', null, mara.email])
  assert.equal((await app.call(contract.session, {}, { as: actor })).timeZone, 'Europe/Lisbon')
  assert.equal((await app.kernel.authenticate({ cookie }, '127.0.0.1')).name, 'Mara Lindqvist')
  for (const wrong of [{ timeZone: 'Mars/Base' }, { locale: 'no way' }, { name: ' ' }])
    assert.equal(await app.refused(contract.updateProfile, wrong, { as: actor }), 'kernel.invalid_input')
  const key = { ...actor, kind: 'key' as const }
  assert.equal(await app.refused(contract.updateProfile, { name: 'Other' }, { as: key }), 'kernel.forbidden')
})
