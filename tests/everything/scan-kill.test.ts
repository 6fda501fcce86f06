import assert from 'node:assert/strict'
import { suite, test, type TestContext } from 'node:test'
import { openPool, queryOn, type Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import { scanWorkflow } from '#systems/projects/workflows.ts'
import { ask } from '#tests/support/durable-node.ts'
import { createDatabase, testPostgres } from '#tests/support/postgres.ts'
import { spawnServer } from '#tests/support/server-process.ts'
import { temporaryFolder } from '#tests/support/temporary-folder.ts'
import { until } from '#tests/support/until.ts'

const count = 60
const packages = 3

interface World {
  readonly url: string
  readonly query: Query
  readonly root: string
}

/** Sixty real repositories, each with a lockfile, and an empty database. */
async function newWorld(t: TestContext): Promise<World> {
  const folder = temporaryFolder()
  t.after(folder.remove)
  for (let number = 1; number <= count; number += 1) {
    const names = Array.from({ length: packages }, (_, index) => `pack-${index}`)
    folder.commit(`project-${number}`, {
      'package.json': JSON.stringify({
        name: `project-${number}`,
        dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])),
      }),
      'package-lock.json': JSON.stringify({
        name: `project-${number}`,
        lockfileVersion: 3,
        packages: {
          '': { dependencies: Object.fromEntries(names.map((name) => [name, '^1.0.0'])) },
          ...Object.fromEntries(names.map((name) => [`node_modules/${name}`, { version: `1.0.${number}` }])),
        },
      }),
    })
  }
  const url = await createDatabase()
  const pool = openPool(url, { max: 2 })
  pool.on('error', () => {})
  t.after(() => pool.end())
  return { url, query: queryOn(pool), root: folder.path }
}

/** A row, or null while there is none or the database is away. */
async function row<R extends object>(query: Query, text: string, values: readonly unknown[] = []): Promise<R | null> {
  return query<R>(text, values).then(
    (found) => found.rows[0] ?? null,
    () => null,
  )
}

/** The scan that has read some projects and not yet all. */
function midScan(query: Query): Promise<{ id: string }> {
  return until(
    'a scan is under way',
    () =>
      row<{ id: string }>(
        query,
        `SELECT id FROM kernel.run WHERE workflow = 'projects.scan' AND state = 'running' AND (progress->>'done')::integer BETWEEN 8 AND $1`,
        [count - 16],
      ),
    40,
  )
}

async function untilDone(query: Query, run: string): Promise<void> {
  await until('the scan is finished', () => row(query, `SELECT 1 FROM kernel.run WHERE id = $1 AND state = 'done'`, [run]), 180)
  await until(
    'no run is open',
    () => row(query, `SELECT 1 WHERE NOT EXISTS (SELECT FROM kernel.run WHERE state IN ('waiting', 'running'))`),
    60,
  )
}

/** Each project is there once, was read, has its packages once, and was told of as found once. */
async function assertWhole(query: Query): Promise<void> {
  const numbers = await row(
    query,
    `SELECT (SELECT count(*)::integer FROM projects.project) AS projects,
       (SELECT count(DISTINCT path)::integer FROM projects.project WHERE missing_since IS NULL) AS paths,
       (SELECT count(*)::integer FROM projects.facts WHERE git_summary IS NOT NULL) AS facts,
       (SELECT count(*)::integer FROM projects.dependency) AS dependencies,
       (SELECT count(*)::integer FROM kernel.outbox WHERE name = 'projects.found') AS found,
       (SELECT count(*)::integer FROM kernel.run WHERE state = 'failed') AS failed`,
  )
  assert.deepEqual(numbers, { projects: count, paths: count, facts: count, dependencies: count * packages, found: count, failed: 0 })
}

suite('a scan that is interrupted', () => {
  test('kill -9 in its midst: the next start finishes that very scan, nothing is lost or doubled', async (t) => {
    const { url, query, root } = await newWorld(t)
    const first = await spawnServer(t, url, [root])
    const { id } = await midScan(query)
    first.signal('SIGKILL')
    await first.gone
    const { project, host } = (await row<{ project: string; host: string }>(
      query,
      'SELECT id AS project, host FROM projects.project LIMIT 1',
    ))!
    await query(
      `INSERT INTO projects.command_run (id, project, command, host, spec, log_path, state, started_by)
       VALUES ($1, $2, 'dev', $3, '{}', '', 'starting', 'Owner')`,
      [newId(), project, host],
    )
    await spawnServer(t, url, [root])
    await untilDone(query, id)
    await assertWhole(query)
    const run = await row(query, 'SELECT state, pid FROM projects.command_run WHERE ended_at IS NOT NULL')
    assert.deepEqual(run, { state: 'failed', pid: null }, 'a command that was about to start does not stay so for ever')
  })

  test('Postgres is killed in its midst: when it is back the scan finishes', async (t) => {
    const { url, query, root } = await newWorld(t)
    const server = await spawnServer(t, url, [root])
    const { id } = await midScan(query)
    const postgres = await testPostgres()
    await postgres.kill()
    await postgres.start()
    const ended = await Promise.race([server.gone, untilDone(query, id).then(() => 'finished')])
    assert.equal(ended, 'finished', 'the server outlives its database')
    await assertWhole(query)
  })

  test('both are killed in its midst: the next start of both finishes that very scan', async (t) => {
    const { url, query, root } = await newWorld(t)
    const first = await spawnServer(t, url, [root])
    const { id } = await midScan(query)
    const postgres = await testPostgres()
    first.signal('SIGKILL')
    await Promise.all([first.gone, postgres.kill()])
    await postgres.start()
    await spawnServer(t, url, [root])
    await untilDone(query, id)
    await assertWhole(query)
  })

  test('two nodes of one host, one is killed: the other claims the orphan within 8 s and finishes it', async (t) => {
    const { url, query, root } = await newWorld(t)
    const servers = await Promise.all([spawnServer(t, url, [root]), spawnServer(t, url, [root])])
    await until('the first scan is finished', () => row(query, `SELECT 1 FROM kernel.run WHERE state = 'done'`), 60)
    const { host } = (await row<{ host: string }>(query, 'SELECT host FROM projects.project LIMIT 1'))!
    const id = await ask(url, { workflow: scanWorkflow, input: { everything: true }, host: { id: host, name: 'here' } })
    assert.equal((await midScan(query)).id, id)
    const { node, pid } = (await row<{ node: string; pid: number }>(
      query,
      'SELECT n.id AS node, n.pid FROM dbos.workflow_status w JOIN kernel.node n ON n.id = w.executor_id WHERE w.workflow_uuid = $1',
      [id],
    ))!
    const busy = servers.find((server) => server.pid === pid)!
    busy.signal('SIGKILL')
    await busy.gone
    const killed = performance.now()
    await until('the orphan is claimed', () =>
      row(query, `SELECT 1 FROM dbos.workflow_status WHERE workflow_uuid = $1 AND executor_id <> $2 AND status <> 'ENQUEUED'`, [id, node]),
    )
    const seconds = (performance.now() - killed) / 1000
    t.diagnostic(`claimed ${seconds.toFixed(1)} s after the kill`)
    assert.ok(seconds <= 8, `${seconds} s`)
    await untilDone(query, id)
    await assertWhole(query)
    const after = await row(query, 'SELECT output FROM kernel.run WHERE id = $1', [id])
    assert.deepEqual(after, { output: { projects: count, changed: count } })
  })
})
