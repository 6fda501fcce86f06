import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const credentials = { email: mara.email, password: mara.password }

test('the present password is asked for, a weak one is refused, and other devices are signed out', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await app.call(contract.signIn, credentials, { as: anonymous })
  const change = (current: string, password: string) => app.refused(contract.changePassword, { current, password }, { as: actor })
  assert.equal(await change('wrong horse battery', 'several quiet lanterns'), 'identity.wrong_credentials')
  for (const weak of ['password1234567', 'qwertyuiopasdfgh', 'mara@example.com', 'aaaaaaaaaaaaaaaaaa'])
    assert.equal(await change(mara.password, weak), 'identity.weak_password', weak)
  assert.equal(await change(mara.password, 'short'), 'kernel.invalid_input')
  const done = await app.call(contract.changePassword, { current: mara.password, password: 'several quiet lanterns' }, { as: actor })
  assert.deepEqual(done, { ended: 1 })
  assert.equal(await app.refused(contract.signIn, credentials, { as: anonymous }), 'identity.wrong_credentials')
  assert.equal(await app.refused(contract.signIn, { email: mara.email, password: 'several quiet lanterns' }, { as: anonymous }), 'done')
})
