import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the challenge asks for nobody in particular, and is another each time', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  const [one, other] = [
    await app.call(contract.beginPasskey, {}, { as: anonymous }),
    await app.call(contract.beginPasskey, {}, { as: anonymous }),
  ]
  assert.notEqual(one.options['challenge'], other.options['challenge'])
  assert.deepEqual(
    [one.options['rpId'], one.options['userVerification'], one.options['allowCredentials']],
    ['localhost', 'required', undefined],
  )
})

test('the challenges that pages ask for are not taken from the tries to sign in', async () => {
  const app = await startApp({ systems: [identity] })
  await signUp(app)
  for (let page = 0; page < 25; page += 1) await app.call(contract.beginPasskey, {}, { as: anonymous })
  assert.equal(await app.refused(contract.signIn, { email: mara.email, password: mara.password }, { as: anonymous }), 'done')
})
