import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const run = await app.carryOut(textOf('three', ['a', 'b', 'c'].map((id) => `- { id: ${id}, uses: set, with: { x: 1 } }`).join('\n')))

test('tasks come page by page in the order they began, and are found by their key', async () => {
  const first = await app.call(contract.listRunTasks, { run: run.id, limit: 2 })
  const rest = await app.call(contract.listRunTasks, { run: run.id, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...rest.items].map((one) => one.name),
    ['optimus-start', 'a', 'b', 'c'],
  )
  assert.equal(rest.next, null)
  assert.deepEqual(
    (await app.call(contract.listRunTasks, { run: run.id, text: '/b' })).items.map((one) => one.name),
    ['b'],
  )
})
