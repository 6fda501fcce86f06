import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { chownSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { until } from '#tests/support/until.ts'
import type { TestContext } from 'node:test'
import type { CommandSpec, OwnedRun } from '../owned.ts'
import { membersOf } from '../owned-runs.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import { freePort, isThere, LINUX, SERVER_SCRIPT, spawnChild, writeFiles } from '#tests/support/real-processes.ts'
import { readRunLog } from './run-log.ts'
import { startCommand } from './start-command.ts'
import { stopTree } from './stop-tree.ts'
import { waitUntilReady } from './wait-until-ready.ts'

const reader = createLinuxProcessReader()
const OPEN = { holders: async () => [], describe: () => '' }

function specFor(t: TestContext, change: Partial<CommandSpec> = {}): CommandSpec {
  const dir = testFolder(t)
  writeFiles(dir, { 'server.js': SERVER_SCRIPT })
  return {
    id: `run-${process.pid}-${(number += 1)}`,
    project: 'shop',
    dir,
    command: { argv: ['node', 'server.js'] },
    logDir: join(dir, 'logs'),
    ...change,
  }
}
let number = 0

async function start(t: TestContext, spec: CommandSpec): Promise<OwnedRun> {
  const result = await startCommand(spec, OPEN)
  if (!result.started) throw new Error(result.sentence)
  t.after(() => stopTree(result.run, { reader, run: result.run.run, graceMs: 0 }))
  return result.run
}

async function pidsOf(run: OwnedRun): Promise<number[]> {
  return membersOf(run, (await reader.read()).processes).map(({ pid }) => pid)
}

test('a started command listens on its port, writes its log, carries its marker and no secret', LINUX, async (t) => {
  process.env.OPTIMUS_TEST_SECRET = 'hunter2'
  t.after(() => delete process.env.OPTIMUS_TEST_SECRET)
  const spec = specFor(t, {
    port: await freePort(),
    env: { GREETING: 'hello' },
    command: { shell: 'echo "$GREETING $OPTIMUS_TEST_SECRET end"; exec node server.js' },
  })
  const run = await start(t, spec)
  const ready = await waitUntilReady(run, { reader })
  assert.deepEqual(ready.state === 'listening' && ready.ports.map(({ port }) => port), [spec.port])
  const { text } = await readRunLog(run.logPath)
  assert.match(text, /^\[optimus\] \S+ starting: echo .*\nhello  end\nlistening \d+\n$/)
  const { processes } = await reader.read()
  const seen = processes.find(({ pid }) => pid === run.pid)!
  assert.deepEqual([seen.marker, seen.sessionId, seen.startTime], [{ project: 'shop', run: spec.id }, run.pid, run.startTime])
})

test('a busy port is named with its holder before anything starts', LINUX, async (t) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const { port } = server.address() as AddressInfo
  const spec = specFor(t, { port })
  const holder = {
    protocol: 'tcp' as const,
    address: '127.0.0.1',
    port,
    pid: 9,
    name: 'node',
    container: null,
    owner: { known: false as const, reason: '' },
  }
  const named = await startCommand(spec, { holders: async () => [holder], describe: (held) => `held by ${held.name}` })
  assert.deepEqual(!named.started && [named.code, named.sentence, named.holders], ['port_in_use', 'held by node', [holder]])
  const hidden = await startCommand(spec, OPEN)
  assert.match(hidden.started ? '' : hidden.sentence, /cannot see/)
  assert.equal(existsSync(spec.logDir), false)
  await new Promise((resolve) => server.close(resolve))
  await start(t, specFor(t, { port }))
})

test('a holder that has just ended stops nobody, a container that publishes the port does', LINUX, async (t) => {
  const spec = specFor(t, { port: await freePort() })
  const gone = {
    protocol: 'tcp' as const,
    address: '127.0.0.1',
    port: spec.port!,
    pid: 9,
    name: 'node',
    container: null,
    owner: { known: false as const, reason: '' },
  }
  const published = { ...gone, pid: null, name: null, container: 'container db' }
  const refused = await startCommand(spec, { holders: async () => [gone, published], describe: (held) => held.container ?? 'nobody' })
  assert.deepEqual(!refused.started && [refused.code, refused.sentence], ['port_in_use', 'container db'])
  const started = await startCommand(spec, { holders: async () => [gone], describe: () => '' })
  assert.ok(started.started)
  t.after(() => stopTree(started.run, { reader, run: started.run.run, graceMs: 0 }))
})

test('what cannot be started is refused in a sentence', LINUX, async (t) => {
  const spec = specFor(t)
  writeFileSync(join(spec.dir, 'plain'), 'no program')
  const refusals: [Partial<CommandSpec>, string][] = [
    [{ dir: join(spec.dir, 'absent') }, 'folder_missing'],
    [{ dir: join(spec.dir, 'plain') }, 'folder_missing'],
    [{ command: { argv: ['no-such-program'] } }, 'program_missing'],
    [{ command: { argv: ['./plain'] } }, 'not_permitted'],
    [{ command: { argv: [] } }, 'bad_command'],
    [{ command: { shell: '  ' } }, 'bad_command'],
    [{ command: { argv: ['a\0b'] } }, 'bad_command'],
    [{ id: '../escape' }, 'bad_command'],
    [{ logDir: join(spec.dir, 'plain/logs') }, 'log_not_writable'],
  ]
  for (const [change, code] of refusals) {
    const result = await startCommand({ ...spec, ...change }, OPEN)
    assert.deepEqual(!result.started && result.code, code)
    assert.match(result.started ? '' : result.sentence, /^[A-Z].*\.$/)
  }
})

test('a command that ends is told with how, also when nobody listened', LINUX, async (t) => {
  const ended = await startCommand(specFor(t, { command: { shell: 'echo broken >&2; exit 3' } }), OPEN)
  assert.ok(ended.started)
  assert.deepEqual(await ended.exited, { code: 3, signal: null })
  assert.equal((await waitUntilReady(ended.run, { reader })).state, 'exited')
  assert.match((await readRunLog(ended.run.logPath)).text, /\nbroken\n$/)
})

test('a command that listens elsewhere or nowhere is not called ready', LINUX, async (t) => {
  const silent = await start(t, specFor(t, { command: { argv: ['sleep', '1000'] }, port: await freePort() }))
  const answer = await waitUntilReady(silent, { reader, timeoutMs: 1 })
  assert.match(answer.state === 'timed-out' ? answer.sentence : answer.state, /does not listen on port \d+/)
  assert.equal((await waitUntilReady(silent, { reader, signal: AbortSignal.abort() })).state, 'cancelled')
})

test('stopping ends the tree and nothing else, and proves it', LINUX, async (t) => {
  const tree = 'node server.js & (sleep 1001; true) & exec node -e "setInterval(() => {}, 1000)"'
  const mine = await start(t, specFor(t, { command: { shell: tree } }))
  const other = await start(t, specFor(t, { command: { shell: tree } }))
  const stranger = spawnChild(t, ['sleep', '1001'])
  const [mineBefore, otherBefore] = [
    await until('my tree', async () => atLeast(4, await pidsOf(mine))),
    await until('the other', async () => atLeast(4, await pidsOf(other))),
  ]
  const report = await stopTree(mine, { reader, run: mine.run })
  assert.deepEqual([report.complete, report.remaining], [true, []])
  for (const pid of mineBefore)
    assert.ok(
      report.ended.some((process) => process.pid === pid),
      String(pid),
    )
  assert.match(report.sentence, /^\d processes ended\.$/)
  assert.deepEqual(await pidsOf(mine), [])
  assert.deepEqual(await pidsOf(other), otherBefore)
  assert.equal(isThere(stranger.pid!), true)
})

function atLeast(count: number, pids: number[]): number[] | null {
  return pids.length >= count ? pids : null
}

test('a daemon that left its session and its parent is ended too, also after the root is gone', LINUX, async (t) => {
  const daemon = 'setsid sh -c "(setsid sleep 1002 >/dev/null 2>&1 &) ; exit 0"; echo done'
  const run = await start(t, specFor(t, { command: { shell: daemon } }))
  const [pid] = await until('only the daemon', async () => {
    const pids = await pidsOf(run)
    return pids.length === 1 && pids[0] !== run.pid && pids
  })
  const report = await stopTree(run, { reader, run: run.run })
  assert.deepEqual(
    report.ended.map((process) => [process.pid, process.name]),
    [[pid, 'sleep']],
  )
})

test('what ignores SIGTERM is ended by force after the grace, what is stopped is woken to end', LINUX, async (t) => {
  const stubborn = await start(t, specFor(t, { command: { shell: 'trap "" TERM; echo ready; while :; do sleep 1003; done' } }))
  await until('its trap', async () => (await readRunLog(stubborn.logPath)).text.includes('\nready\n'))
  const report = await stopTree(stubborn, { reader, run: stubborn.run, graceMs: 200 })
  assert.match(report.sentence, /by force/)
  const frozen = await start(t, specFor(t, { command: { argv: ['sleep', '1004'] } }))
  process.kill(frozen.pid, 'SIGSTOP')
  assert.deepEqual(
    (await stopTree(frozen, { reader, run: frozen.run })).ended.map(({ signal }) => signal),
    ['SIGTERM'],
  )
})

test('a tree that keeps forking while it is ended leaves nothing behind', LINUX, async (t) => {
  const forking = 'trap "" TERM; spawn() { (trap "" TERM; sleep 0.05; spawn) & wait; }; spawn & spawn & spawn & wait'
  const run = await start(t, specFor(t, { command: { shell: forking } }))
  await until('some forks', async () => atLeast(6, await pidsOf(run)))
  assert.equal((await stopTree(run, { reader, run: run.run, graceMs: 100 })).complete, true)
  assert.deepEqual(await pidsOf(run), [])
})

test('a pid that now belongs to another process is left alone', LINUX, async (t) => {
  const bystander = spawnChild(t, ['sleep', '1005'])
  const report = await stopTree({ pid: bystander.pid!, startTime: 'an earlier life' }, { reader, run: 'gone', graceMs: 0 })
  assert.deepEqual([report.ended, report.complete, report.sentence], [[], true, 'Nothing of it was running any more.'])
  assert.equal(isThere(bystander.pid!), true)
})

test('the server ends neither itself nor what it runs inside of', LINUX, async (t) => {
  const child = spawnChild(t, ['sleep', '1006'])
  const { processes } = await reader.read()
  for (const pid of [process.pid, process.ppid]) {
    const report = await stopTree(
      processes.find((candidate) => candidate.pid === pid)!,
      { reader, graceMs: 0 },
    )
    assert.deepEqual([report.complete, report.ended], [false, []])
    assert.match(report.remaining[0]!.reason, /does not end itself/)
  }
  assert.equal(isThere(child.pid!), true)
})

test('a command outlives the server that started it, goes on writing, and is found again', LINUX, async (t) => {
  const spec = specFor(t, { port: await freePort() })
  const script = `const { startCommand } = await import(${JSON.stringify(import.meta.resolve('./start-command.ts'))});
    const result = await startCommand(${JSON.stringify({ ...spec, command: { shell: 'node server.js; true' } })}, { holders: async () => [], describe: () => '' });
    console.log(JSON.stringify(result.run)); setInterval(() => {}, 1000);`
  const server = spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  const run = JSON.parse(
    await new Promise<string>((resolve) => server.stdout.once('data', (chunk: Buffer) => resolve(chunk.toString()))),
  ) as OwnedRun
  t.after(() => stopTree(run, { reader, run: run.run, graceMs: 0 }))
  server.kill('SIGKILL')
  await new Promise((resolve) => server.once('exit', resolve))
  assert.equal((await waitUntilReady(run, { reader })).state, 'listening')
  await until('its words', async () => readFileSync(run.logPath, 'utf8').includes(`listening ${spec.port}`))
  assert.equal((await stopTree(run, { reader, run: run.run })).complete, true)
})

test(
  'as root, a project of another user runs as that user',
  { ...LINUX, skip: LINUX.skip || (process.getuid?.() !== 0 && 'needs root') },
  async (t) => {
    const spec = specFor(t, { command: { shell: 'id -u; id -g; echo "$HOME $USER"; exec sleep 1007' } })
    chownSync(spec.dir, 65534, 65534)
    const run = await start(t, spec)
    assert.equal(run.userId, 65534)
    await until('its words', async () => /\n65534\n65534\n\S+ nobody\n/.test((await readRunLog(run.logPath)).text))
    assert.equal((await stopTree(run, { reader, run: run.run })).complete, true)
  },
)
