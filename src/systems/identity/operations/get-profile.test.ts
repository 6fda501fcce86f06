import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('everybody sees their own account and no other', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { createdAt: _, id, ...rest } = await app.call(contract.getProfile, {}, { as: actor })
  assert.equal(id, actor.person)
  assert.deepEqual(rest, { name: mara.name, email: mara.email, role: 'owner', timeZone: null, locale: null, newEmail: null })
  assert.equal(await app.refused(contract.getProfile, {}, { as: somebody(['projects:read']) }), 'kernel.not_signed_in')
})
