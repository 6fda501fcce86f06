import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('whoever may read approvals sees the exact input; a foreign or unknown one is not there', async () => {
  const app = await startApp()
  const { id } = await app.call(contract.request, { operation: 'settings.removeSecret', input: { name: 'a.key' } })
  assert.deepEqual((await app.call(contract.get, { id })).input, { name: 'a.key' })
  assert.equal(await app.refused(contract.get, { id: newId() }), 'approvals.not_found')
  const elsewhere = somebody([{ permission: 'approvals:read', projects: new Set([newId()]) }])
  assert.equal(await app.refused(contract.get, { id }, { as: elsewhere }), 'kernel.not_found')
})
