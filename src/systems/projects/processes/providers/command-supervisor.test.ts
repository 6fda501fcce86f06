import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { until } from '#tests/support/until.ts'
import type { TestContext } from 'node:test'
import type { CommandSpec, OwnedRun, RunPhase, RunState } from '../owned.ts'
import { CommandSupervisor } from './command-supervisor.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import { freePort, isThere, LINUX, SERVER_SCRIPT, writeFiles } from '#tests/support/real-processes.ts'
import { readRunLog } from './run-log.ts'

interface Watch {
  readonly supervisor: CommandSupervisor
  readonly told: RunState[]
  readonly errors: unknown[]
}

function supervise(t: TestContext): Watch {
  const told: RunState[] = []
  const errors: unknown[] = []
  const supervisor = new CommandSupervisor({
    reader: createLinuxProcessReader(),
    holders: async () => [],
    describe: () => '',
    intervalMs: 50,
    onChange: (state) => told.push(state),
    onError: (error) => errors.push(error),
  })
  t.after(async () => {
    for (const { spec } of supervisor.states) await supervisor.stop(spec.id, 0)
    await supervisor.close()
  })
  return { supervisor, told, errors }
}

function specFor(t: TestContext, change: Partial<CommandSpec> = {}): CommandSpec {
  const dir = testFolder(t)
  writeFiles(dir, { 'server.js': SERVER_SCRIPT })
  return {
    id: `supervised-${process.pid}-${(number += 1)}`,
    project: 'shop',
    dir,
    command: { argv: ['node', 'server.js'] },
    logDir: join(dir, 'logs'),
    ...change,
  }
}
let number = 0

const phaseOf = ({ supervisor }: Watch, id: string): RunPhase | undefined => supervisor.states.find(({ spec }) => spec.id === id)?.phase
const reaches = (watch: Watch, id: string, phase: RunPhase): Promise<true> => until(phase, async () => phaseOf(watch, id) === phase)

test('a run is started, ready, stopped, and each is told', LINUX, async (t) => {
  const watch = supervise(t)
  const spec = specFor(t, { port: await freePort() })
  assert.equal((await watch.supervisor.start(spec)).started, true)
  await reaches(watch, spec.id, 'ready')
  const again = await watch.supervisor.start(spec)
  assert.match(again.started ? '' : again.sentence, /running already/)
  const { pid } = watch.supervisor.started[0]!
  assert.equal((await watch.supervisor.stop(spec.id)).complete, true)
  assert.equal(isThere(pid), false)
  assert.deepEqual([...new Set(watch.told.map(({ phase }) => phase))], ['starting', 'ready', 'stopping', 'stopped'])
  assert.deepEqual(watch.errors, [])
})

test('a command that fails is restarted with growing waits and then given up', LINUX, async (t) => {
  const watch = supervise(t)
  const spec = specFor(t, {
    command: { shell: 'echo again; exit 7' },
    restart: { mode: 'on-failure', initialDelayMs: 10, restartsInARow: 2 },
  })
  await watch.supervisor.start(spec)
  await reaches(watch, spec.id, 'failed')
  assert.equal((await readRunLog(join(spec.logDir, `${spec.id}.log`))).text.match(/^again$/gm)!.length, 3)
  const [state] = watch.supervisor.states
  assert.deepEqual([state!.exit, state!.restarts], [{ code: 7, signal: null }, 2])
  assert.match(state!.sentence, /status 7\. It was restarted 2 times/)
})

test('an end that went well is no failure, and a stop is not restarted', LINUX, async (t) => {
  const watch = supervise(t)
  const well = specFor(t, { command: { argv: ['true'] }, restart: { mode: 'on-failure', initialDelayMs: 1 } })
  await watch.supervisor.start(well)
  await reaches(watch, well.id, 'exited')
  const always = specFor(t, { restart: { mode: 'always', initialDelayMs: 1 } })
  await watch.supervisor.start(always)
  await reaches(watch, always.id, 'ready')
  await watch.supervisor.stop(always.id)
  await watch.supervisor.tend()
  assert.equal(phaseOf(watch, always.id), 'stopped')
})

test('a restart is another process under the same run', LINUX, async (t) => {
  const watch = supervise(t)
  const spec = specFor(t)
  await watch.supervisor.start(spec)
  await reaches(watch, spec.id, 'ready')
  const [before] = watch.supervisor.started
  const result = await watch.supervisor.restart(spec.id)
  assert.ok(result.started && result.run.run === before!.run && result.run.pid !== before!.pid)
  await reaches(watch, spec.id, 'ready')
  assert.equal(isThere(before!.pid), false)
})

test('a run whose root ended lives on while what it started does', LINUX, async (t) => {
  const watch = supervise(t)
  const spec = specFor(t, { command: { shell: 'node server.js & exit 0' } })
  const result = await watch.supervisor.start(spec)
  assert.ok(result.started)
  await result.exited
  await reaches(watch, spec.id, 'ready')
  const report = await watch.supervisor.stop(spec.id)
  assert.deepEqual([report.complete, report.ended.length], [true, 1])
})

test('a command without a port that listens nowhere is running, not unready', LINUX, async (t) => {
  const watch = supervise(t)
  const worker = specFor(t, { command: { argv: ['sleep', '1008'] }, readyWithinMs: 1 })
  await watch.supervisor.start(worker)
  await reaches(watch, worker.id, 'running')
  const server = specFor(t, { command: { argv: ['sleep', '1009'] }, readyWithinMs: 1, port: await freePort() })
  await watch.supervisor.start(server)
  await reaches(watch, server.id, 'unready')
})

test('the next supervisor takes over what lives, and restarts or tells what ended meanwhile', LINUX, async (t) => {
  const first = supervise(t)
  const lives = specFor(t)
  const ended = specFor(t, { command: { argv: ['true'] } })
  const again = specFor(t, { command: { argv: ['sleep', '1010'] }, restart: { mode: 'always', initialDelayMs: 1 }, readyWithinMs: 1 })
  const records: OwnedRun[] = []
  for (const spec of [lives, ended, again]) {
    const result = await first.supervisor.start(spec)
    if (result.started) records.push(result.run)
  }
  await reaches(first, lives.id, 'ready')
  await reaches(first, ended.id, 'exited')
  await first.supervisor.close()
  process.kill(records[2]!.pid, 'SIGKILL')
  await until('its end', async () => !isThere(records[2]!.pid))
  const second = supervise(t)
  const report = await second.supervisor.adopt(records)
  assert.deepEqual(
    report.runs.map(({ state }) => state),
    ['root', 'gone', 'gone'],
  )
  assert.deepEqual(
    second.supervisor.states.map(({ phase }) => phase),
    ['ready', 'failed', 'waiting-to-restart'],
  )
  await reaches(second, again.id, 'running')
  assert.equal(isThere(records[0]!.pid), true)
  assert.equal((await second.supervisor.stop(lives.id)).complete, true)
  assert.equal(isThere(records[0]!.pid), false)
})

test('a grown log is rotated while its command runs', LINUX, async (t) => {
  const watch = supervise(t)
  const spec = specFor(t, { command: { argv: ['sleep', '1011'] } })
  const result = await watch.supervisor.start(spec)
  assert.ok(result.started)
  writeFileSync(result.run.logPath, Buffer.alloc(10 * 1024 * 1024 + 1), { flag: 'a' })
  await until('the rotation', async () => (await readRunLog(result.run.logPath)).size === 0)
})
