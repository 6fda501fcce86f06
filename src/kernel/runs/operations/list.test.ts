import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody, startApp } from '#tests/support/app.ts'
import { until } from '#tests/support/until.ts'
import { echo, patient, probe } from '#tests/support/workflows.ts'
import { contract } from '../contract.ts'

test('runs are listed newest first and by state; a second start with the same key joins the first', async () => {
  const app = await startApp({ systems: [probe] })
  const ctx = app.kernel.context(app.owner)
  const done = await ctx.start(echo, { text: 'a' })
  await until('it is done', async () => (await app.call(contract.list, { state: 'done' })).items.length === 1)
  const open = await ctx.start(patient, {}, { dedupe: 'one' })
  assert.equal(await ctx.start(patient, {}, { dedupe: 'one' }), open)
  const listed = await app.call(contract.list, {})
  assert.deepEqual(
    listed.items.map((one) => one.id),
    [open, done],
  )
  assert.deepEqual(
    (await app.call(contract.list, { state: 'open' })).items.map((one) => one.id),
    [open],
  )
  const elsewhere = somebody([{ permission: 'runs:read', projects: new Set([newId()]) }])
  assert.deepEqual((await app.call(contract.list, {}, { as: elsewhere })).items, [])
})
