import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as delay } from 'node:timers/promises'
import { ask, until, untilEnded } from '#tests/support/durable-node.ts'
import { spawnNode } from '#tests/support/durable-process.ts'
import { inDatabase } from '#tests/support/durable-workflows.ts'
import { allDone, askMany, assertAllDone, connect, newWorld } from '#tests/support/durable-world.ts'
import { testPostgres } from '#tests/support/postgres.ts'

test('Postgres stops for longer than a node may be silent: nobody is taken for dead, no run fails, none is lost', async (t) => {
  const { url, query } = await connect(t)
  const folder = newWorld()
  const nodes = await Promise.all([spawnNode(t, url), spawnNode(t, url)])
  const runs = [...(await askMany(url, folder, 10))]
  const writers = await Promise.all(Array.from({ length: 5 }, () => ask(url, { workflow: inDatabase, input: { steps: 8 } })))
  await until(query, `SELECT 1 FROM dbos.operation_outputs LIMIT 1`)
  const server = await testPostgres()
  await server.kill()
  await delay(5000)
  await server.start()
  await until(query, allDone, [], 40_000)
  await assertAllDone(query, runs, folder)
  for (const run of writers) assert.equal((await untilEnded(query, run)).state, 'done')
  assert.equal((await query(`SELECT 1 FROM kernel.setting`)).rowCount, 40)
  assert.equal((await query('SELECT 1 FROM kernel.node WHERE dead_at IS NOT NULL')).rowCount, 0)
  for (const node of nodes) {
    node.signal('SIGTERM')
    assert.equal(await node.gone, '0')
  }
})
