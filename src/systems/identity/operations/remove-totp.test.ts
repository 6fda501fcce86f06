import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { addTotp, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the app is removed with its recovery codes, unless the role needs a factor', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  assert.equal(await app.refused(contract.removeTotp, {}, { as: actor }), 'identity.factor_not_found')
  await addTotp(app, actor)
  await app.call(contract.updateRole, { id: 'owner', secondFactor: true }, { as: actor })
  assert.equal(await app.refused(contract.removeTotp, {}, { as: actor }), 'identity.factor_required')
  await app.call(contract.updateRole, { id: 'owner', secondFactor: false }, { as: actor })
  await app.call(contract.removeTotp, {}, { as: actor })
  assert.equal((await app.call(contract.listFactors, {}, { as: actor })).recoveryCodes, 0)
})
