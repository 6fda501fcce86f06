import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { join, mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('one signs in with the new address from then on; an address has one owner, and a recent proof is needed', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await join(app, actor, { name: 'Tom', role: 'member' })
  await app.news()
  assert.equal(await app.refused(contract.changeEmail, { email: 'TOM@example.com' }, { as: actor }), 'identity.already_member')
  const stale = { ...actor, verifiedAt: new Date(Date.now() - 3_600_000) }
  assert.equal(await app.refused(contract.changeEmail, { email: 'new@example.com' }, { as: stale }), 'kernel.verification_required')
  const changed = await app.call(contract.changeEmail, { email: 'new@example.com' }, { as: actor })
  assert.equal(changed.email, 'new@example.com')
  assert.deepEqual((await app.news()).at(-1)?.payload, { person: actor.person, change: 'email' })
  const signIn = (email: string) => app.refused(contract.signIn, { email, password: mara.password }, { as: anonymous })
  assert.deepEqual([await signIn(mara.email), await signIn('new@example.com')], ['identity.wrong_credentials', 'done'])
})
