import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a device is signed out by its owner only, once', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const id = actor.id
  const stale = { ...actor, verifiedAt: new Date(Date.now() - 3_600_000) }
  assert.equal(await app.refused(contract.revokeSession, { id }, { as: stale }), 'kernel.verification_required')
  assert.equal(await app.refused(contract.revokeSession, { id }, { as: somebody(['*']) }), 'identity.session_not_found')
  await app.call(contract.revokeSession, { id }, { as: actor })
  assert.equal(await app.refused(contract.revokeSession, { id }, { as: actor }), 'identity.session_not_found')
})
