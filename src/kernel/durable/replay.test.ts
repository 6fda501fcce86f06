import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { defineWorkflow } from '#kernel/workflow.ts'
import { startNode, systemOf, untilEnded, type DurableNode } from '#tests/support/durable-node.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { findReplayDifferences, readRecordedRun } from './replay.ts'

const leaf = defineWorkflow({ name: 'test.leaf', summary: 'Leaf', queue: 'interactive', input: z.object({}), run: async () => 7 })

const steady = defineWorkflow({
  name: 'test.steady',
  summary: 'Steady',
  queue: 'interactive',
  input: z.object({ n: z.number() }),
  async run(workflow, { n }) {
    const random = await workflow.step('random', async () => Math.random())
    const [one, two] = await workflow.all([
      ['one', async () => n],
      ['two', async () => n + 1],
    ])
    const failed = await workflow.step('fails', async () => Promise.reject(new Error('no'))).catch((error: Error) => error.message)
    const nothing = await workflow.receive('never', 10)
    await workflow.sleep(5)
    const child = await workflow.awaitRun(await workflow.child(leaf, {}))
    return { random, one, two, failed, nothing, child, year: workflow.startedAt.getFullYear() }
  },
})

let calls = 0
const erratic = defineWorkflow({
  name: 'test.erratic',
  summary: 'Erratic',
  queue: 'interactive',
  input: z.object({}),
  async run(workflow) {
    calls += 1
    return workflow.step(`step ${calls}`, async () => 'x')
  },
})

const clockwise = defineWorkflow({
  name: 'test.clockwise',
  summary: 'Reads the clock',
  queue: 'interactive',
  input: z.object({}),
  run: async (workflow) => ({ kept: await workflow.step('one', async () => 1), now: performance.now() }),
})

let node: DurableNode
before(async () => {
  node = await startNode({ url: await createDatabase(), systems: [systemOf('test', { workflows: [leaf, steady, erratic, clockwise] })] })
})
after(() => node.stop())

test('code that keeps to its history has no differences', async () => {
  const run = await node.ask(steady, { n: 3 })
  assert.equal((await untilEnded(node.query, run)).state, 'done')
  assert.deepEqual(await findReplayDifferences(steady, await readRecordedRun(node.query, run)), [])
})

test('code that asks for another step than before is found out', async () => {
  const run = await node.ask(erratic, {})
  await untilEnded(node.query, run)
  const found = await findReplayDifferences(erratic, await readRecordedRun(node.query, run))
  assert.deepEqual(found, [
    'It asked for "step 2" at place 0, where the history has "step 1".',
    'The second time: It asked for "step 3" at place 0, where the history has "step 1".',
  ])
})

test('code that answers something else than before is found out', async () => {
  const run = await node.ask(clockwise, {})
  await untilEnded(node.query, run)
  const found = await findReplayDifferences(clockwise, await readRecordedRun(node.query, run))
  assert.equal(found.length, 2)
  assert.match(found[0]!, /^It answered \{"kept":1,"now":/)
})
