import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { addTotp, mara, signUp, totpCode } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const credentials = { email: mara.email, password: mara.password }

test('a password alone opens nothing once there is a second factor; each code works once', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { secret, codes } = await addTotp(app, actor)
  const enter = async () => {
    const cookies: string[] = []
    const { person, next } = await app.call(contract.signIn, credentials, { as: anonymous, cookies })
    assert.deepEqual([person, cookies, next!.factors], [null, [], ['totp', 'recovery']])
    return next!.token
  }
  const token = await enter()
  const complete = (code: string, step = token) => app.refused(contract.completeSignIn, { token: step, code }, { as: anonymous })
  assert.equal(await complete(totpCode(secret)), 'identity.wrong_code', 'the step of the enrolment is used up')
  const cookies: string[] = []
  const next = totpCode(secret, 30)
  const done = await app.call(contract.completeSignIn, { token, code: next }, { as: anonymous, cookies })
  assert.equal(done.person.name, 'Mara')
  assert.equal((await app.kernel.authenticate({ cookie: cookies[0]!.split(';')[0] }, '::1')).person, done.person.id)
  assert.equal(await complete(next), 'identity.wrong_step', 'a finished sign-in is finished')
  const second = await enter()
  assert.equal(await complete(next, second), 'identity.wrong_code', 'a code is used up')
  assert.equal(await complete(codes[0]!.toLowerCase().replaceAll('-', ' '), second), 'done')
  assert.equal(await complete(codes[0]!, await enter()), 'identity.wrong_code', 'a recovery code is used up')
  assert.equal(await complete(codes[1]!, 'guessed'), 'identity.wrong_step')
})

test('guessing codes is slowed down for whoever knows the password', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await addTotp(app, actor)
  const { next } = await app.call(contract.signIn, credentials, { as: anonymous })
  const outcomes: string[] = []
  for (let tries = 0; tries < 6; tries += 1)
    outcomes.push(await app.refused(contract.completeSignIn, { token: next!.token, code: `00000${tries}` }, { as: anonymous }))
  assert.deepEqual(outcomes.slice(0, 5), Array(5).fill('identity.wrong_code'))
  assert.equal(outcomes[5], 'kernel.too_many_requests')
})
