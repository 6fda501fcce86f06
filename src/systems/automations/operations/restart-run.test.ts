import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const text = `${textOf(
  'chain',
  `- { id: one, uses: emit, with: { type: chain.one } }
- { id: two, uses: emit, with: { type: chain.two, data: { n: '\${ inputs.n }' } } }
- { id: three, uses: emit, with: { type: chain.three, data: '\${ steps.two.output.data.n * 2 }' } }`,
  'inputs: { n: { type: integer, default: 2 } }\n',
)}outputs: { n: '\${ steps.three.output.data }' }\n`
const first = await app.carryOut(text)
const told = async () => (await app.rows<{ type: string }>('SELECT type FROM automations.event ORDER BY position')).map((row) => row.type)
const keyOf = (name: string) => first.items.find((task) => task.name === name)!.key

test('a run is done again from a task on; what came before is kept', async () => {
  assert.deepEqual(first.output, { n: 4 })
  const again = await app.ended((await app.call(contract.restartRun, { run: first.id, from: keyOf('two') })).run)
  assert.deepEqual([again.state, again.output, again.origin?.run], ['done', { n: 4 }, first.id])
  assert.deepEqual(await told(), ['chain.one', 'chain.two', 'chain.three', 'chain.two', 'chain.three'])
})

test('with other inputs everything is done anew', async () => {
  const anew = await app.ended((await app.call(contract.restartRun, { run: first.id, inputs: { n: 5 } })).run)
  assert.deepEqual(anew.output, { n: 10 })
})

test('a task that the run has not is refused', async () => {
  assert.equal(await app.refused(contract.restartRun, { run: first.id, from: '/do/77/x' }), 'automations.task_not_found')
})
