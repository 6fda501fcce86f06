import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('somebody is signed out everywhere by who may decide over them', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  assert.equal(await app.refused(contract.signOutPerson, { id: owner.person }, { as: admin.actor }), 'identity.beyond_own_rights')
  assert.deepEqual(await app.call(contract.signOutPerson, { id: admin.person }, { as: owner.actor }), { ended: 1 })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie: admin.cookie }, '::1')
  }, /ended/)
})
