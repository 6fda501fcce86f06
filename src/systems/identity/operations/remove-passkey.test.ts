import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { addPasskey, join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('one’s own passkey is removed, nobody else’s', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { id } = await addPasskey(app, actor)
  const other = await join(app, actor, { name: 'Olga', role: 'owner' })
  assert.equal(await app.refused(contract.removePasskey, { id }, { as: other.actor }), 'identity.factor_not_found')
  await app.call(contract.removePasskey, { id }, { as: actor })
  assert.deepEqual((await app.call(contract.listFactors, {}, { as: actor })).passkeys, [])
})
