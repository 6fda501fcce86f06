import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('only what was changed is listed', async () => {
  const app = await startApp()
  assert.deepEqual((await app.call(contract.list, {})).items, [])
  await app.call(contract.set, { name: 'test.list', value: { a: [1, null] } })
  const [item] = (await app.call(contract.list, {})).items
  assert.deepEqual([item!.name, item!.value, item!.updatedBy], ['test.list', { a: [1, null] }, 'Owner'])
})
