import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { defineWorkflow, StepError } from '#kernel/workflow.ts'
import { startNode, systemOf, untilEnded, until, type DurableNode } from '#tests/support/durable-node.ts'
import { createDatabase } from '#tests/support/postgres.ts'

const counts = new Map<string, number>()
function count(name: string): number {
  const next = (counts.get(name) ?? 0) + 1
  counts.set(name, next)
  return next
}

const add = defineWorkflow({
  name: 'test.add',
  summary: 'Add',
  queue: 'interactive',
  input: z.object({ a: z.number(), b: z.number() }),
  async run(workflow, { a, b }) {
    const keys = await workflow.step('keys', async (step) => [step.key])
    const again = await workflow.step('keys', async (step) => [step.key])
    const sums = await workflow.all([
      ['one', async () => a],
      ['two', async () => b],
    ])
    return { sum: sums[0]! + sums[1]!, keys: [...keys, ...again], run: workflow.run }
  },
})

const flaky = defineWorkflow({
  name: 'test.flaky',
  summary: 'Fail twice',
  queue: 'interactive',
  input: z.object({ name: z.string(), retries: z.number() }),
  run: (workflow, { name, retries }) =>
    workflow.step(
      'try',
      async () => {
        if (count(name) < 3) throw Object.assign(new Error('not yet'), { code: 'ENOTYET' })
        return 'now'
      },
      { retries, intervalMilliseconds: 10 },
    ),
})

const undo = defineWorkflow({
  name: 'test.undo',
  summary: 'Undo',
  queue: 'interactive',
  input: z.object({}),
  async run(workflow) {
    try {
      await workflow.step('do', async () => {
        throw Object.assign(new Error('it broke'), { code: 'EBROKE' })
      })
    } catch (error) {
      assert.ok(error instanceof StepError)
      await workflow.step('undo', async () => {})
      return { step: error.step, code: error.code, message: error.message }
    }
    return null
  },
})

const big = defineWorkflow({
  name: 'test.big',
  summary: 'Too big',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('big', async () => 'x'.repeat(300_000), { retries: 5 }),
})

const slow = defineWorkflow({
  name: 'test.slow',
  summary: 'Too slow',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) =>
    workflow.step(
      'slow',
      ({ signal }) => new Promise<void>((_resolve, reject) => signal.addEventListener('abort', () => reject(new Error('stopped')))),
      { timeoutMilliseconds: 50 },
    ),
})

const nested = defineWorkflow({
  name: 'test.nested',
  summary: 'A step in a step',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('outer', () => workflow.step('inner', async () => 1)),
})

const parent = defineWorkflow({
  name: 'test.parent',
  summary: 'Parent',
  queue: 'bulk',
  input: z.object({ children: z.number() }),
  async run(workflow, { children }) {
    const runs: string[] = []
    for (let i = 0; i < children; i += 1) runs.push(await workflow.child(leaf, { i }))
    const outputs: unknown[] = []
    for (const run of runs) outputs.push(await workflow.awaitRun(run))
    return outputs
  },
})
const leaf = defineWorkflow({
  name: 'test.leaf',
  summary: 'Leaf',
  queue: 'bulk',
  input: z.object({ i: z.number() }),
  run: (workflow, { i }) => workflow.step('leaf', async () => i * 10),
})

const asking = defineWorkflow({
  name: 'test.asking',
  summary: 'Ask',
  queue: 'interactive',
  input: z.object({ wait: z.number() }),
  run: async (workflow, { wait }) => [await workflow.receive('answer', wait), await workflow.receive('answer', wait)],
})

const family = defineWorkflow({
  name: 'test.family',
  summary: 'A parent that waits for its child',
  queue: 'interactive',
  input: z.object({}),
  run: async (workflow) => workflow.awaitRun(await workflow.child(asking, { wait: 60_000 })),
})

let wentOn = false
const stubborn = defineWorkflow({
  name: 'test.stubborn',
  summary: 'Would go on after a cancelled step',
  queue: 'interactive',
  input: z.object({}),
  async run(workflow) {
    try {
      await workflow.step(
        'wait',
        ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error))),
      )
    } finally {
      wentOn = true
    }
  },
})

const strange = defineWorkflow({
  name: 'test.strange',
  summary: 'Answer what Postgres does not take',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('say', async () => 'a\0b\ud800c'),
})

const commanding = defineWorkflow({
  name: 'test.commanding',
  summary: 'Cancel another run inside a step',
  queue: 'interactive',
  input: z.object({ run: z.string() }),
  run: (workflow, { run }) => workflow.step('cancel', () => node.engine.cancel(run)),
})

const telling = defineWorkflow({
  name: 'test.telling',
  summary: 'Tell',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) =>
    workflow.step('count', async () => {
      for (let done = 1; done <= 500; done += 1) await workflow.progress({ done, total: 500, unit: 'rows', message: 'Counting' })
    }),
})

let node: DurableNode
before(async () => {
  node = await startNode({
    url: await createDatabase(),
    systems: [
      systemOf('test', {
        workflows: [add, flaky, undo, big, slow, nested, parent, leaf, asking, family, stubborn, strange, commanding, telling],
      }),
    ],
  })
})
after(() => node.stop())

test('steps keep their results, have keys of their own, and the run tells its output', async () => {
  const run = await node.ask(add, { a: 1, b: 2 })
  const ended = await untilEnded(node.query, run)
  assert.deepEqual(ended, { state: 'done', output: { sum: 3, keys: [`${run}:keys`, `${run}:keys#2`], run }, error: null, reason: null })
})

test('a step is tried again as often as it says, and its last failure ends the run', async () => {
  assert.equal((await untilEnded(node.query, await node.ask(flaky, { name: 'enough', retries: 2 }))).output, 'now')
  const failed = await untilEnded(node.query, await node.ask(flaky, { name: 'too few', retries: 1 }))
  assert.deepEqual([failed.state, failed.error], ['failed', 'try: not yet'])
})

test('the failure of a step reaches the workflow, which may undo', async () => {
  const ended = await untilEnded(node.query, await node.ask(undo, {}))
  assert.deepEqual(ended.output, { step: 'do', code: 'EBROKE', message: 'it broke' })
})

test('a result larger than 256 KiB fails the step at once and says what to do', async () => {
  const ended = await untilEnded(node.query, await node.ask(big, {}))
  assert.match(ended.error ?? '', /big: It answered 300002 bytes; at most 262144 are kept/)
})

test('a step whose time is over is aborted and fails', async () => {
  assert.equal((await untilEnded(node.query, await node.ask(slow, {}))).error, 'slow: It took longer than 50 ms.')
})

test('a step inside a step is refused with a sentence', async () => {
  const ended = await untilEnded(node.query, await node.ask(nested, {}))
  assert.equal(ended.error, 'outer: A step cannot hold another call of the workflow: take "inner" out of it.')
})

test('parents that wait take no place: more of them than places do not lock the queue', async () => {
  const runs = await Promise.all(Array.from({ length: 8 }, () => node.ask(parent, { children: 3 })))
  for (const run of runs) assert.deepEqual((await untilEnded(node.query, run, 40_000)).output, [0, 10, 20])
})

test('a message sent twice with one key arrives once, and a receive gives null when its time is over', async () => {
  const run = await node.ask(asking, { wait: 1500 })
  await node.engine.send(run, 'answer', { yes: true }, 'key-1')
  await node.engine.send(run, 'answer', { yes: true }, 'key-1')
  assert.deepEqual((await untilEnded(node.query, run)).output, [{ yes: true }, null])
  await assert.rejects(node.engine.send(run, 'answer', {}, 'key-2'), { status: 409 })
})

test('progress is kept, its last value wins, and it is written a few times only', async () => {
  const run = await node.ask(telling, {})
  await untilEnded(node.query, run)
  const row = await node.query<{ progress: unknown }>('SELECT progress FROM kernel.run WHERE id = $1', [run])
  assert.deepEqual(row.rows[0]!.progress, { done: 500, total: 500, unit: 'rows', step: 'count', message: 'Counting' })
  const told = await node.query(`SELECT 1 FROM kernel.outbox WHERE name = 'runs.changed' AND payload->>'run' = $1`, [run])
  assert.ok((told.rowCount ?? 0) <= 8, `${told.rowCount} events`)
})

test('every change of a run is told in the outbox, in order', async () => {
  const run = await node.ask(add, { a: 1, b: 1 })
  await untilEnded(node.query, run)
  const told = await node.query<{ state: string }>(
    `SELECT payload->>'state' AS state FROM kernel.outbox WHERE name = 'runs.changed' AND payload->>'run' = $1 ORDER BY xid, id`,
    [run],
  )
  assert.deepEqual([...new Set(told.rows.map((row) => row.state))], ['waiting', 'running', 'done'])
})

test('a start with the dedupe key of an open run gives that run', async () => {
  const first = await node.ask(asking, { wait: 1500 }, { dedupe: 'one' })
  assert.equal(await node.ask(asking, { wait: 1500 }, { dedupe: 'one' }), first)
  await node.engine.cancel(first)
  assert.equal((await untilEnded(node.query, first)).state, 'cancelled')
  const second = await node.ask(asking, { wait: 1 }, { dedupe: 'one' })
  assert.notEqual(second, first)
  await untilEnded(node.query, second)
})

test('cancelling a run cancels its children too', async () => {
  const run = await node.ask(family, {})
  const child = await until<{ id: string }>(node.query, `SELECT id FROM kernel.run WHERE parent = $1 AND state = 'running'`, [run])
  await node.engine.cancel(run)
  assert.equal((await untilEnded(node.query, run)).state, 'cancelled')
  assert.equal((await untilEnded(node.query, child.id)).state, 'cancelled')
})

test('the code of a cancelled run does not go on, not even in a finally', async () => {
  const run = await node.ask(stubborn, {})
  await until(node.query, `SELECT 1 FROM kernel.run WHERE id = $1 AND state = 'running'`, [run])
  await node.engine.cancel(run)
  assert.equal((await untilEnded(node.query, run)).state, 'cancelled')
  assert.equal(wentOn, false)
})

test('a step may cancel another run', async () => {
  const other = await node.ask(asking, { wait: 60_000 })
  const run = await node.ask(commanding, { run: other })
  assert.equal((await untilEnded(node.query, run)).state, 'done')
  assert.equal((await untilEnded(node.query, other)).state, 'cancelled')
})

test('text that Postgres cannot hold is stored without it', async () => {
  assert.equal((await untilEnded(node.query, await node.ask(strange, {}))).output, 'a\ufffdb\ufffdc')
})

test('a waiting run says why when its host is not there', async () => {
  const run = await node.ask(add, { a: 1, b: 1 }, { host: 'bbbbbbbbbbbbbbbb' })
  const row = await until<{ reason: string }>(
    node.query,
    `SELECT reason FROM kernel.run WHERE id = $1 AND reason LIKE 'It waits for bbbb%'`,
    [run],
  )
  assert.equal(row.reason, 'It waits for bbbbbbbbbbbbbbbb: Optimus does not run there now.')
})
