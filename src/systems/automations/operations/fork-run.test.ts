import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const text = `${textOf(
  'sum',
  `- { id: a, uses: emit, with: { type: sum.a, data: 1 } }
- { id: b, uses: emit, with: { type: sum.b, data: '\${ steps.a.output.data + 1 }' } }`,
)}outputs: { sum: '\${ steps.b.output.data }' }\n`
const first = await app.carryOut(text)

test('a second run goes on after a task, with another output of it', async () => {
  assert.deepEqual(first.output, { sum: 2 })
  const after = first.items.find((task) => task.name === 'a')!.key
  const forked = await app.ended((await app.call(contract.forkRun, { run: first.id, after, output: { data: 41 } })).run)
  assert.deepEqual([forked.state, forked.output, forked.trigger.kind], ['done', { sum: 42 }, 'fork'])
  assert.equal((await app.rows(`SELECT 1 FROM automations.event WHERE type = 'sum.a'`)).length, 1)
})
