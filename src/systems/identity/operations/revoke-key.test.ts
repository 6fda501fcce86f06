import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a revoked key opens nothing any more, on every node, within moments', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { key, details } = await app.call(contract.createKey, { name: 'ci' }, { as: actor })
  const headers = { authorization: `Bearer ${key}` }
  await app.kernel.authenticate(headers, '127.0.0.1')
  assert.equal(await app.refused(contract.revokeKey, { id: details.id }, { as: somebody(['*']) }), 'identity.key_not_found')
  assert.equal(await app.refused(contract.revokeKey, { id: details.id }, { as: actor, confirmed: false }), 'kernel.confirmation_required')
  await app.call(contract.revokeKey, { id: details.id }, { as: actor })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate(headers, '127.0.0.1')
  }, /revoked/)
})
