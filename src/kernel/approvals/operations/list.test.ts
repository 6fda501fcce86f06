import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('approvals are listed newest first, by state, within one’s projects', async () => {
  const app = await startApp()
  const ids: string[] = []
  for (const name of ['a.key', 'b.key', 'c.key'])
    ids.push((await app.call(contract.request, { operation: 'settings.removeSecret', input: { name } })).id)
  await app.call(contract.refuse, { id: ids[0]! })
  const first = await app.call(contract.list, { limit: 2 })
  const rest = await app.call(contract.list, { limit: 2, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...rest.items].map((one) => one.id),
    [...ids].reverse(),
  )
  assert.deepEqual(
    (await app.call(contract.list, { state: 'refused' })).items.map((one) => one.id),
    [ids[0]],
  )
  const elsewhere = somebody([{ permission: 'approvals:read', projects: new Set([newId()]) }])
  assert.deepEqual((await app.call(contract.list, {}, { as: elsewhere })).items, [])
})
