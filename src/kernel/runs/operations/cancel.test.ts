import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { patient, probe } from '#tests/support/workflows.ts'
import { contract } from '../contract.ts'

test('a cancelled run ends as cancelled, and cannot be cancelled twice', async () => {
  const app = await startApp({ systems: [probe] })
  const id = await app.kernel.context(app.owner).start(patient, {})
  await until('it runs', async () => (await app.call(contract.get, { id })).state === 'running')
  assert.equal(await app.refused(contract.cancel, { id }, { as: somebody(['runs:read']) }), 'kernel.forbidden')
  assert.notEqual((await app.call(contract.cancel, { id })).cancelRequestedAt, null)
  await until('it is cancelled', async () => (await app.call(contract.get, { id })).state === 'cancelled')
  assert.equal(await app.refused(contract.cancel, { id }), 'runs.already_ended')
})
