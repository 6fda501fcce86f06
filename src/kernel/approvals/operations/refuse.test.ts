import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { agent, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('a refused call stays refused', async () => {
  const app = await startApp()
  const { id } = await app.call(contract.request, { operation: 'settings.removeSecret', input: { name: 'a.key' } })
  assert.equal((await app.call(contract.refuse, { id })).state, 'refused')
  assert.equal(await app.refused(contract.approve, { id }), 'approvals.not_open')
  assert.equal(
    await app.refused(settings.removeSecret, { name: 'a.key' }, { as: agent(), surface: 'mcp', approval: id }),
    'kernel.approval_required',
  )
})
