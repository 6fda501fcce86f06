import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { suite, test } from 'node:test'
import type { Host } from '#kernel/kernel.ts'
import { isRunning, identify } from '#kernel/process-identity.ts'
import { ask, startNode, testHost, until, untilEnded } from '#tests/support/durable-node.ts'
import { spawnNode } from '#tests/support/durable-process.ts'
import { onHost, sleeper, withProcess, world } from '#tests/support/durable-workflows.ts'
import { connect, newWorld } from '#tests/support/durable-world.ts'

const beta: Host = { id: 'bbbbbbbbbbbbbbbb', name: 'beta' }

suite('several nodes', { concurrency: 2 }, () => {
  test('a run is cancelled from another node: its step ends the child process, then the run is cancelled', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const runner = await spawnNode(t, url)
    const run = await ask(url, { workflow: withProcess, input: { folder } })
    await until(query, `SELECT 1 FROM kernel.run WHERE id = $1 AND node = $2`, [run, runner.id])
    const child = await processIn(folder)
    const other = await startNode({ url, systems: [world()], host: beta })
    t.after(() => other.stop())
    await other.engine.cancel(run)
    const ended = await untilEnded(query, run)
    assert.equal(ended.state, 'cancelled')
    assert.equal(isRunning(child), false)
    const took = await query<{ seconds: number }>(
      'SELECT extract(epoch FROM ended_at - cancel_requested_at)::float AS seconds FROM kernel.run WHERE id = $1',
      [run],
    )
    t.diagnostic(`cancelled after ${took.rows[0]!.seconds} s`)
    assert.equal((await query(`SELECT 1 FROM dbos.operation_outputs WHERE workflow_uuid = $1`, [run])).rowCount, 0)
  })

  test('work of a host is done by its nodes alone, and says whom it waits for', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    await query('INSERT INTO kernel.host (id, name) VALUES ($1, $2)', [beta.id, beta.name])
    await spawnNode(t, url, { host: testHost })
    const run = await ask(url, { workflow: onHost, input: { folder }, options: { host: beta.id } })
    const mine = await ask(url, { workflow: onHost, input: { folder } })
    await untilEnded(query, mine)
    const waiting = await until<{ state: string; reason: string }>(
      query,
      `SELECT state, reason FROM kernel.run WHERE id = $1 AND reason LIKE 'It waits for beta%'`,
      [run],
    )
    assert.deepEqual(waiting, { state: 'waiting', reason: 'It waits for beta: Optimus does not run there now.' })
    const node = await spawnNode(t, url, { host: beta })
    assert.equal((await untilEnded(query, run)).output, node.pid)
  })

  test('each tick of a schedule runs once anywhere, or once on each host, and goes on when a node is killed', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    mkdirSync(folder, { recursive: true })
    const ticks = join(folder, 'ticks')
    const nodes = await Promise.all([spawnNode(t, url, { ticks }), spawnNode(t, url, { ticks }), spawnNode(t, url, { ticks, host: beta })])
    await untilTicks(ticks, 'anywhere', 4)
    nodes[0]!.signal('SIGKILL')
    await nodes[0]!.gone
    await untilTicks(ticks, 'anywhere', 8)
    const seen = readTicks(ticks)
    assert.equal(new Set(seen.anywhere).size, seen.anywhere.length, `twice: ${seen.anywhere.join(' ')}`)
    const perTick = Map.groupBy(seen['each-host'], (tick) => tick)
    for (const [tick, times] of perTick) assert.ok(times.length <= 2, `${times.length} times ${tick}`)
    assert.ok([...perTick.values()].some((times) => times.length === 2))
    const rows = await query<{ name: string; host: string; error: string | null }>(
      `SELECT name, host, error FROM kernel.schedule WHERE name LIKE 'world.%' ORDER BY name, host`,
    )
    assert.deepEqual(rows.rows, [
      { name: 'world.anywhere', host: '', error: null },
      { name: 'world.each-host', host: testHost.id, error: null },
      { name: 'world.each-host', host: beta.id, error: null },
    ])
  })

  test('a run that was cancelled goes on after its last finished step when it is resumed, as often as one likes', async (t) => {
    const { url, query } = await connect(t)
    const folder = newWorld()
    const node = await startNode({ url, systems: [world()] })
    t.after(() => node.stop())
    const run = await node.ask(sleeper, { folder, milliseconds: 2000 })
    for (let times = 0; times < 2; times += 1) {
      await until(
        query,
        `SELECT 1 FROM kernel.run r JOIN dbos.operation_outputs o ON o.workflow_uuid = r.id::text AND o.function_name = 'sleep' WHERE r.id = $1 AND r.state = 'running'`,
        [run],
      )
      await node.engine.cancel(run)
      assert.equal((await untilEnded(query, run)).state, 'cancelled')
      await node.engine.resume(run)
    }
    assert.equal((await untilEnded(query, run)).state, 'done')
    assert.equal(readFileSync(join(folder, 'begun.log'), 'utf8').trim().split('\n').length, 1)
    await assert.rejects(node.engine.resume(run), { status: 409 })
  })
})

async function processIn(folder: string) {
  const file = join(folder, 'pid')
  for (;;) {
    const identity = existsSync(file) && identify(Number(readFileSync(file, 'utf8')))
    if (identity) return identity
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

type Ticks = Record<'anywhere' | 'each-host', string[]>

function readTicks(file: string): Ticks {
  const lines = existsSync(file)
    ? readFileSync(file, 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(' '))
    : []
  return {
    anywhere: lines.filter(([name]) => name === 'anywhere').map((line) => line[2]!),
    'each-host': lines.filter(([name]) => name === 'each-host').map((line) => line[2]!),
  }
}

async function untilTicks(file: string, name: keyof Ticks, many: number): Promise<void> {
  while (readTicks(file)[name].length < many) await new Promise((resolve) => setTimeout(resolve, 50))
}
