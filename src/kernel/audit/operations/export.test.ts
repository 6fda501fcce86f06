import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { program } from '#kernel/actor.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { contract as settings } from '#kernel/settings/contract.ts'
import { contract } from '../contract.ts'
import { sealTrail } from '../seal-trail.ts'

test('the trail is exported whole and in order, page by page, and nobody sees other projects', async () => {
  const app = await startApp()
  for (const value of [1, 2, 3]) await app.call(settings.set, { name: 'test.number', value })
  await until('all is sealed', async () => {
    await sealTrail(app.kernel.context(program))
    return (await app.call(contract.verify, {})).entries >= 3
  })
  const first = await app.call(contract.export, { limit: 2 })
  const second = await app.call(contract.export, { after: first.next! })
  assert.deepEqual(
    [...first.items, ...second.items].map((one) => [one.position, one.operation, one.input['value']]),
    [1, 2, 3].map((value) => [value, 'settings.set', value]),
  )
  assert.equal(second.next, null)
  const elsewhere = somebody([{ permission: 'audit:read', projects: new Set([newId()]) }])
  assert.deepEqual((await app.call(contract.export, {}, { as: elsewhere })).items, [])
})
