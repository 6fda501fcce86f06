import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { contract } from '../contract.ts'

test('everybody sees the operations they may call, with schemas, and no others', async () => {
  const app = await startApp()
  const all = await app.call(contract.list, {})
  assert.ok(all.items.some((one) => one.id === 'settings.set' && one.path === '/api/v1/settings/values/:name'))
  const reader = await app.call(contract.list, {}, { as: somebody(['runs:read']) })
  assert.deepEqual(
    reader.items.filter((one) => one.system === 'runs').map((one) => one.id),
    ['runs.list', 'runs.get'],
  )
  assert.equal(await app.refused(contract.list, {}, { as: anonymous }), 'kernel.not_signed_in')
})
