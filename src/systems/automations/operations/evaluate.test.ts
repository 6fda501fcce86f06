import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('an expression is evaluated on data, by the lane it would take', async () => {
  const fast = await app.call(contract.evaluate, { expression: '${ .a + $b }', data: { a: 1 }, variables: { b: 2 } })
  assert.deepEqual([fast.results, fast.lane, fast.error], [[3], 'fast', null])
  const slow = await app.call(contract.evaluate, { expression: '.x | test("^a")', data: { x: 'abc' } })
  assert.deepEqual([slow.results, slow.lane], [[true], 'slow'])
  const failed = await app.call(contract.evaluate, { expression: '.a.b', data: { a: 'text' } })
  assert.match(failed.error!, /Cannot index/)
  const refused = await app.call(contract.evaluate, { expression: 'now' })
  assert.equal(refused.lane, 'refused')
})

test('an expression reads what a past run knew', async () => {
  const run = await app.carryOut(textOf('past', `- { id: one, uses: emit, with: { type: past.one, data: { n: 3 } } }`))
  const { key } = run.items.find((task) => task.name === 'one')!
  const value = async (expression: string, task?: string) =>
    (await app.call(contract.evaluate, { expression, run: run.id, task })).results[0]
  assert.equal(await value('$context.steps.one.output.data.n'), 3)
  assert.equal(await value('.data.n', key), 3)
  assert.equal(await app.refused(contract.evaluate, { expression: '.', run: run.id, task: '/nowhere' }), 'automations.task_not_found')
})
