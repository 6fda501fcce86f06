import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { addPasskey, addTotp, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('people see their factors and never a secret', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  assert.deepEqual(await app.call(contract.listFactors, {}, { as: actor }), {
    totpAt: null,
    recoveryCodes: 0,
    passkeys: [],
    required: false,
  })
  const { secret } = await addTotp(app, actor)
  await addPasskey(app, actor)
  const factors = await app.call(contract.listFactors, {}, { as: actor })
  assert.deepEqual([factors.recoveryCodes, factors.passkeys.map((one) => one.name)], [10, ['Phone']])
  const stored = JSON.stringify(await app.rows('SELECT to_jsonb(t) FROM identity.totp t UNION ALL SELECT to_jsonb(a) FROM kernel.audit a'))
  assert.equal(stored.includes(secret), false)
})
