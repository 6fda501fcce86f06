import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { agent, somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('an approval allows that very call once, to agents who could not make it otherwise', async () => {
  const app = await startApp()
  const scribe = agent()
  for (const name of ['a.key', 'b.key']) await app.call(settings.setSecret, { name, value: 'x' })
  assert.equal(await app.refused(settings.removeSecret, { name: 'a.key' }, { as: scribe, surface: 'mcp' }), 'kernel.approval_required')
  const { id } = await app.call(contract.request, { operation: 'settings.removeSecret', input: { name: 'a.key' } }, { as: scribe })
  const how = { as: scribe, surface: 'mcp', approval: id } as const
  assert.equal(await app.refused(settings.removeSecret, { name: 'a.key' }, how), 'kernel.approval_required', 'not before it is approved')
  await app.call(contract.approve, { id })
  assert.equal(await app.refused(settings.removeSecret, { name: 'b.key' }, how), 'kernel.approval_required', 'not for another input')
  await app.call(settings.removeSecret, { name: 'a.key' }, how)
  await app.call(settings.setSecret, { name: 'a.key', value: 'x' })
  assert.equal(await app.refused(settings.removeSecret, { name: 'a.key' }, how), 'kernel.approval_required', 'not twice')
  assert.equal((await app.call(contract.get, { id })).state, 'used')
})

test('agents approve nothing, nor does a person who could not make the call, nor anybody twice', async () => {
  const app = await startApp()
  const { id } = await app.call(contract.request, { operation: 'settings.removeSecret', input: { name: 'a.key' } })
  assert.equal(await app.refused(contract.approve, { id }, { as: agent() }), 'approvals.not_a_person')
  assert.equal(
    await app.refused(contract.approve, { id }, { surface: 'mcp' }),
    'approvals.not_a_person',
    'nor their owner’s credential through them',
  )
  assert.equal(await app.refused(contract.approve, { id }, { as: somebody(['approvals:*']) }), 'kernel.forbidden')
  await app.call(contract.approve, { id })
  assert.equal(await app.refused(contract.approve, { id }), 'approvals.not_open')
})

test('an approval that was not answered in time is worth nothing', async () => {
  const app = await startApp()
  const { id } = await app.call(contract.request, { operation: 'settings.removeSecret', input: { name: 'a.key' } })
  await app.rows("UPDATE kernel.approval SET expires_at = now() - interval '1 second'")
  assert.equal((await app.call(contract.get, { id })).state, 'expired')
  assert.equal(await app.refused(contract.approve, { id }), 'approvals.not_open')
})
