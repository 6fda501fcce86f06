import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
for (const key of ['b', 'a', 'a_1', 'c']) await app.call(contract.setState, { key, value: key })

test('values are listed by key, by beginning, and page by page', async () => {
  const keys = async (input: object) => (await app.call(contract.listState, input)).items.map((one) => one.key)
  const all = await keys({})
  assert.deepEqual([...all].sort(), ['a', 'a_1', 'b', 'c'])
  assert.deepEqual(await keys({ prefix: 'a_' }), ['a_1'])
  assert.deepEqual(await keys({ sort: '-key' }), [...all].reverse())
  const first = await app.call(contract.listState, { limit: 3 })
  assert.deepEqual([...first.items.map((one) => one.key), ...(await keys({ limit: 3, cursor: first.next! }))], all)
})
