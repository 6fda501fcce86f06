import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { newId } from '#kernel/ids.ts'
import { defineWorkflow } from '#kernel/workflow.ts'
import { startNode, systemOf, until, untilEnded, type DurableNode } from '#tests/support/durable-node.ts'
import { createDatabase } from '#tests/support/postgres.ts'
import { loadDbos } from './dbos.ts'
import { deleteExpired } from './retention.ts'

const quick = defineWorkflow({
  name: 'test.quick',
  summary: 'Quick',
  queue: 'interactive',
  input: z.object({}),
  run: (workflow) => workflow.step('one', async () => 1),
})
const failing = defineWorkflow({
  name: 'test.failing',
  summary: 'Fail until told otherwise',
  queue: 'interactive',
  input: z.object({}),
  async run(workflow) {
    const first = await workflow.step('first', async () => performance.now())
    await workflow.all([
      ['left', async () => (healed ? 'l' : fail('left'))],
      ['middle', async () => 'm'],
      ['right', async () => (healed ? 'r' : fail('right'))],
    ])
    return first
  },
})
let healed = false
function fail(name: string): never {
  throw new Error(`${name} is broken`)
}

let node: DurableNode
before(async () => {
  node = await startNode({ url: await createDatabase(), systems: [systemOf('test', { workflows: [quick, failing] })] })
})
after(() => node.stop())

test('a run whose start nobody heard is started all the same', async () => {
  const run = newId()
  await node.query(
    `INSERT INTO kernel.run (id, workflow, title, input, state, actor) VALUES ($1, 'test.quick', 'Quick', '{}', 'waiting', '{"grants":[]}')`,
    [run],
  )
  assert.equal((await untilEnded(node.query, run)).state, 'done')
})

test('a run that this node claimed but does not run goes back into its queue', async () => {
  const run = await node.ask(quick, {}, { host: 'nowhere' })
  await until(node.query, `SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid = $1`, [run])
  await node.query(
    `UPDATE dbos.workflow_status SET status = 'PENDING', executor_id = $2, queue_name = 'interactive', owner_xid = 'lost',
       started_at_epoch_ms = extract(epoch FROM now()) * 1000 - 10000 WHERE workflow_uuid = $1`,
    [run, node.id],
  )
  assert.equal((await untilEnded(node.query, run)).state, 'done')
})

test('a run of a workflow that no node knows says so', async () => {
  const run = newId()
  await node.query(
    `INSERT INTO kernel.run (id, workflow, title, input, state, actor) VALUES ($1, 'test.future', 'Future', '{}', 'waiting', '{"grants":[]}')`,
    [run],
  )
  await until(
    node.query,
    `SELECT 1 FROM kernel.run WHERE id = $1 AND reason = 'It waits for a node that knows the workflow test.future.'`,
    [run],
  )
})

test('a failed run goes on from the step that failed when it is resumed', async () => {
  const run = await node.ask(failing, {})
  const failed = await untilEnded(node.query, run)
  assert.deepEqual([failed.state, failed.error], ['failed', 'left: left is broken'])
  const kept = await node.query<{ output: string }>(
    'SELECT output FROM dbos.operation_outputs WHERE workflow_uuid = $1 AND function_id = 0',
    [run],
  )
  healed = true
  // As the operation does it: the row says that it waits again, and the nodes hear of it.
  await node.query(`UPDATE kernel.run SET state = 'waiting', error = NULL, ended_at = NULL WHERE id = $1`, [run])
  const ended = await untilEnded(node.query, run)
  assert.deepEqual([ended.state, ended.output], ['done', JSON.parse(kept.rows[0]!.output)])
})

test('what is older than its time is deleted everywhere, the rest stays', async () => {
  const [old, young] = [await node.ask(quick, {}), await node.ask(quick, {})]
  for (const run of [old, young]) await untilEnded(node.query, run)
  await node.query(`UPDATE kernel.run SET ended_at = now() - interval '31 days' WHERE id = $1`, [old])
  await node.query(
    `INSERT INTO kernel.idempotency (actor, operation, key, body_hash, at) VALUES ('a', 'o', 'old', '', now() - interval '25 hours'), ('a', 'o', 'young', '', now())`,
  )
  await node.query(`INSERT INTO kernel.outbox (id, xid, kind, name, payload, actor, at) VALUES
    (kernel.new_id(), '1', 'event', 'test.told', '{"age":"old"}', 'a', now() - interval '8 days'), (kernel.new_id(), '1', 'event', 'test.told', '{"age":"young"}', 'a', now())`)
  await node.query(`UPDATE kernel.outbox SET at = now() - interval '2 hours' WHERE name = 'runs.changed' AND xid < pg_current_xact_id()`)
  await until(
    node.query,
    `SELECT 1 FROM kernel.outbox_reader r WHERE NOT EXISTS (SELECT FROM kernel.outbox o WHERE (o.xid, o.id) > (r.xid, r.id))`,
  )
  await deleteExpired({ machinery: node.machinery, dbos: loadDbos() })
  const left = await node.query<{ what: string }>(
    `SELECT id::text AS what FROM kernel.run WHERE id IN ($1, $2) UNION ALL SELECT key FROM kernel.idempotency
     UNION ALL SELECT payload->>'age' FROM kernel.outbox WHERE name = 'test.told' UNION ALL SELECT name FROM kernel.outbox WHERE name = 'runs.changed'`,
    [old, young],
  )
  assert.deepEqual(
    left.rows.map((row) => row.what),
    [young, 'young', 'young'],
  )
  for (const table of ['workflow_status', 'workflow_input', 'workflow_output', 'operation_outputs']) {
    assert.equal((await node.query(`SELECT 1 FROM dbos.${table} WHERE workflow_uuid = $1`, [old])).rowCount, 0, table)
  }
})
