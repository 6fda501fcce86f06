import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { addTotp, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('new recovery codes end the old ones, and need a factor to recover', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  assert.equal(await app.refused(contract.createRecoveryCodes, {}, { as: actor }), 'identity.factor_not_found')
  const old = await addTotp(app, actor)
  const { codes } = await app.call(contract.createRecoveryCodes, {}, { as: actor })
  assert.equal(
    codes.some((code) => old.codes.includes(code)),
    false,
  )
  assert.equal((await app.call(contract.listFactors, {}, { as: actor })).recoveryCodes, 10)
})
