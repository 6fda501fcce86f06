import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const failing =
  '- id: fail\n  uses: raise\n  with: { type: "https://example.test/broken", status: 500, title: Broken, detail: "The moon is down" }'
const good = await app.carryOut(textOf('good', '- { id: a, uses: set, with: { b: 1 } }'))
const bad = await app.carryOut(textOf('bad', failing))

const ids = async (input: object, how = {}) => (await app.call(contract.listRuns, input, how)).items.map((one) => one.id)

test('runs are found by state, automation, number and words', async () => {
  assert.deepEqual(await ids({}), [bad.id, good.id])
  assert.deepEqual(await ids({ state: 'failed' }), [bad.id])
  assert.deepEqual(await ids({ state: 'open' }), [])
  assert.deepEqual(await ids({ automation: 'good' }), [good.id])
  assert.deepEqual(await ids({ text: `#${good.number}` }), [good.id])
  assert.deepEqual(await ids({ text: 'MOON' }), [bad.id])
  assert.deepEqual(await ids({ text: 'Ba' }), [bad.id])
  assert.deepEqual(await ids({ text: 'zq' }), [])
  assert.deepEqual(await ids({ trigger: 'webhook' }), [])
  assert.deepEqual(await ids({ since: new Date(Date.now() + 60_000).toISOString() }), [])
})

test('pages follow each other, and other projects are not seen', async () => {
  const first = await app.call(contract.listRuns, { limit: 1, sort: 'createdAt' })
  const second = await app.call(contract.listRuns, { limit: 1, sort: 'createdAt', cursor: first.next! })
  assert.deepEqual([first.items[0]!.id, second.items[0]!.id, second.next], [good.id, bad.id, null])
  assert.deepEqual(await ids({}, { as: somebody([{ permission: 'automations:read', projects: new Set([newId()]) }]) }), [])
})
