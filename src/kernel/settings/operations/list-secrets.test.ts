import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('secrets are listed by name and hint, never by value', async () => {
  const app = await startApp()
  await app.call(contract.setSecret, { name: 'short.key', value: 'hunter2' })
  const listed = await app.call(contract.listSecrets, {})
  assert.deepEqual(
    listed.items.map((one) => [one.name, one.hint]),
    [['short.key', '…']],
  )
  assert.equal(JSON.stringify(listed).includes('hunter2'), false)
})
