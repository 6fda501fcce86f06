import assert from 'node:assert/strict'
import { suite, test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import type { Query } from '#kernel/database.ts'
import { ask, until, untilEnded } from '#tests/support/durable-node.ts'
import { spawnNode, type NodeProcess } from '#tests/support/durable-process.ts'
import { fiveSteps, sleeper, startsInStep } from '#tests/support/durable-workflows.ts'
import { allDone, askMany, assertAllDone, connect, newWorld } from '#tests/support/durable-world.ts'

const count = 50

suite('nodes that are killed, frozen and stopped', { concurrency: 3 }, () => {
  test('kill -9 again and again in the midst of 50 runs: all finish, each effect is there once, nothing stays behind', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const runs = await askMany(url, folder, count)
    for (let killed = 0; killed < 3; killed += 1) {
      const node = await spawnNode(t, url)
      await delay(300 + Math.random() * 900)
      node.signal('SIGKILL')
      await node.gone
    }
    const last = await spawnNode(t, url)
    await until(query, allDone, [], 15_000)
    await assertAllDone(query, runs, folder)
    assert.equal((await query(`SELECT 1 FROM dbos.workflow_status WHERE status IN ('PENDING', 'ENQUEUED')`)).rowCount, 0)
    last.signal('SIGTERM')
    assert.equal(await last.gone, '0')
  })

  test('two nodes, one is killed: every orphan is claimed by the other within 8 s, and none is lost', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const nodes = await Promise.all([spawnNode(t, url), spawnNode(t, url)])
    const runs = await askMany(url, folder, count)
    const [one, other] = await busiest(query, nodes, 10)
    one.signal('SIGKILL')
    await one.gone
    const orphans = await query<{ id: string; killed_at: Date }>(
      `SELECT workflow_uuid AS id, clock_timestamp() AS killed_at FROM dbos.workflow_status WHERE executor_id = $1 AND status = 'PENDING'`,
      [one.id],
    )
    assert.ok(orphans.rows.length >= 5, `only ${orphans.rows.length} orphans`)
    const claimed = await until<{ seconds: number }>(
      query,
      `SELECT extract(epoch FROM clock_timestamp() - $2)::float AS seconds WHERE NOT EXISTS (
         SELECT FROM dbos.workflow_status w WHERE w.workflow_uuid = ANY($1) AND w.status <> 'SUCCESS' AND (w.executor_id <> $3 OR w.status <> 'PENDING'))`,
      [orphans.rows.map((row) => row.id), orphans.rows[0]!.killed_at, other.id],
    )
    t.diagnostic(`${orphans.rows.length} orphans claimed ${claimed.seconds.toFixed(1)} s after the kill`)
    assert.ok(claimed.seconds <= 8, `${claimed.seconds} s`)
    await until(query, allDone)
    await assertAllDone(query, runs, folder)
    other.signal('SIGTERM')
    await other.gone
  })

  test('a node that freezes longer than the limit loses its runs, records nothing afterwards, and ends itself', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const nodes = await Promise.all([spawnNode(t, url), spawnNode(t, url)])
    const runs = await askMany(url, folder, 20)
    const [frozen, other] = await busiest(query, nodes, 3)
    frozen.signal('SIGSTOP')
    await until(query, `SELECT 1 FROM kernel.node WHERE id = $1 AND dead_at IS NOT NULL`, [frozen.id])
    await until(query, allDone)
    frozen.signal('SIGCONT')
    assert.equal(await frozen.gone, '99')
    await assertAllDone(query, runs, folder)
    other.signal('SIGTERM')
    await other.gone
  })

  test('a frozen node that was the one to hand on starts does not hold them up', async (t) => {
    const { url, query } = await connect(t)
    const nodes = await Promise.all([spawnNode(t, url), spawnNode(t, url)])
    const holder = await until<{ name: string }>(
      query,
      `SELECT a.application_name AS name FROM pg_locks l JOIN pg_stat_activity a USING (pid)
       WHERE l.locktype = 'advisory' AND l.granted AND a.datname = current_database() AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    const frozen = nodes.find((node) => holder.name.endsWith(node.id))!
    frozen.signal('SIGSTOP')
    const [run] = await askMany(url, newWorld(), 1)
    assert.equal((await untilEnded(query, run!)).state, 'done')
  })

  test('a sleep goes on over a kill and a restart, and ends when it would have ended', async (t) => {
    const { url, query } = await connect(t)
    const run = await ask(url, { workflow: sleeper, input: { folder: newWorld(), milliseconds: 7000 } })
    const first = await spawnNode(t, url)
    await until(query, `SELECT 1 FROM dbos.operation_outputs WHERE workflow_uuid = $1 AND function_name = 'sleep'`, [run])
    await until(query, `SELECT 1 FROM kernel.run WHERE id = $1 AND reason LIKE 'It sleeps until %'`, [run])
    first.signal('SIGKILL')
    await first.gone
    const second = await spawnNode(t, url)
    const slept = (await untilEnded(query, run)).output as number
    assert.ok(slept >= 7000 && slept < 10_000, `${slept} ms`)
    second.signal('SIGTERM')
    await second.gone
  })

  test('an orderly stop leaves unfinished runs to the next node at once, without recording a failure', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const first = await spawnNode(t, url)
    const runs = await Promise.all(
      Array.from({ length: 10 }, () => ask(url, { workflow: fiveSteps, input: { folder, from: 600, to: 700 } })),
    )
    await until(query, `SELECT 1 FROM dbos.operation_outputs LIMIT 1`)
    first.signal('SIGTERM')
    assert.equal(await first.gone, '0')
    assert.equal((await query(`SELECT 1 FROM kernel.run WHERE state IN ('failed', 'done')`)).rowCount, 0)
    const second = await spawnNode(t, url)
    await until(query, allDone)
    await assertAllDone(query, runs, folder)
    second.signal('SIGTERM')
    await second.gone
  })

  test('a step that starts runs and dies in its midst starts none of them twice', async (t) => {
    const { url, query } = await connect(t)
    const run = await ask(url, { workflow: startsInStep, input: { folder: newWorld() } })
    const first = await spawnNode(t, url)
    assert.equal(await first.gone, 'SIGKILL')
    const second = await spawnNode(t, url)
    const started = (await untilEnded(query, run)).output as string[]
    await until(query, allDone)
    const all = await query<{ id: string }>('SELECT id FROM kernel.run WHERE id <> $1 ORDER BY id', [run])
    assert.deepEqual(
      all.rows.map((row) => row.id),
      started.sort(),
    )
    assert.equal(new Set(started).size, 3)
    second.signal('SIGTERM')
    await second.gone
  })
})

/** The first of two nodes that works on so many runs, and the other one. */
async function busiest(query: Query, nodes: readonly NodeProcess[], runs: number): Promise<[NodeProcess, NodeProcess]> {
  const busy = await until<{ id: string }>(
    query,
    `SELECT executor_id AS id FROM dbos.workflow_status WHERE status = 'PENDING' GROUP BY executor_id HAVING count(*) >= $1`,
    [runs],
  )
  return nodes[0]!.id === busy.id ? [nodes[0]!, nodes[1]!] : [nodes[1]!, nodes[0]!]
}
