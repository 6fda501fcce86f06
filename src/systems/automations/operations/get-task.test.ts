import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const run = await app.carryOut(textOf('one', '- { id: list, uses: settings.list }'))

test('a task shows what it was given and what it gave', async () => {
  const { key } = run.items.find((task) => task.name === 'list')!
  const task = await app.call(contract.getTask, { run: run.id, key })
  assert.deepEqual([task.input, task.output], [{}, { items: [] }])
  assert.equal(await app.refused(contract.getTask, { run: run.id, key: '/do/99/nobody' }), 'automations.task_not_found')
})
