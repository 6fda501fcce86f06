import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { connect, createServer } from 'node:net'
import type { AddressInfo, Socket } from 'node:net'
import { createSocket } from 'node:dgram'
import { test } from 'node:test'
import { testFolder } from '#tests/support/test-folder.ts'
import { until } from '#tests/support/until.ts'
import type { ObservedProcess } from '../process.ts'
import { createEngineContainerReader, usualSockets } from './engine-containers.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import { createPortableProcessReader } from './portable-process-reader.ts'
import type { ProcessReader } from './port.ts'
import { firstWords, LINUX, SERVER_SCRIPT, spawnChild } from '#tests/support/real-processes.ts'

async function see(reader: ProcessReader, pid: number): Promise<ObservedProcess | undefined> {
  return (await reader.read()).processes.find((process) => process.pid === pid)
}

const isRoot = process.getuid?.() === 0
const can = (...words: string[]): boolean => spawnSync(words[0]!, words.slice(1), { stdio: 'ignore' }).status === 0

test('a real server is seen with command, folder, parent, marker and port', LINUX, async (t) => {
  const cwd = testFolder(t)
  const child = spawnChild(t, [process.execPath, '-e', SERVER_SCRIPT], { cwd, env: { OPTIMUS_PROJECT: 'shop', OPTIMUS_RUN: 'r1' } })
  const port = Number((await firstWords(child)).split(' ')[1])
  const seen = await see(createLinuxProcessReader(), child.pid!)
  assert.deepEqual(seen!.command, [process.execPath, '-e', SERVER_SCRIPT])
  assert.deepEqual(
    [seen!.cwd, seen!.parentPid, seen!.userId, seen!.container, seen!.kernel],
    [cwd, process.pid, process.getuid!(), null, false],
  )
  assert.deepEqual(seen!.marker, { project: 'shop', run: 'r1' })
  assert.deepEqual(seen!.ports, [{ protocol: 'tcp', address: '127.0.0.1', port, onHost: true }])
  assert.ok(seen!.residentBytes > 10_000_000)
  assert.ok(Math.abs(Date.parse(seen!.startedAt) - Date.now()) < 3_600_000)
})

test('a busy process has its CPU measured between two passes', LINUX, async (t) => {
  const child = spawnChild(t, [process.execPath, '-e', 'console.log(1); for (;;);'])
  await firstWords(child)
  const reader = createLinuxProcessReader()
  assert.equal((await see(reader, child.pid!))!.cpuPercent, null)
  await until('some CPU', async () => ((await see(reader, child.pid!))!.cpuPercent ?? 0) > 0)
})

test('the program a process turns into is seen, under the same start time', LINUX, async (t) => {
  const child = spawnChild(t, ['/bin/sh', '-c', 'echo ready; read line; exec sleep 1000'])
  await firstWords(child)
  const reader = createLinuxProcessReader()
  const before = await see(reader, child.pid!)
  child.stdin!.write('go\n')
  const after = await until('the new program', async () => {
    const seen = await see(reader, child.pid!)
    return seen?.command?.[0] === 'sleep' && seen
  })
  assert.equal(after.startTime, before!.startTime)
  assert.match(after.executable!, /sleep|coreutils|busybox/)
})

test('a listener among many connections is found, and so are UDP and IPv6', LINUX, async (t) => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '::1', resolve))
  const { port } = server.address() as AddressInfo
  const clients: Socket[] = []
  t.after(() => clients.forEach((client) => client.destroy()))
  t.after(() => server.close())
  server.on('connection', (socket) => clients.push(socket))
  for (let index = 0; index < 150; index += 1) {
    const client = connect(port, '::1')
    clients.push(client)
    await new Promise((resolve) => client.once('connect', resolve))
  }
  const udp = createSocket('udp4')
  t.after(() => udp.close())
  await new Promise<void>((resolve) => udp.bind(0, '127.0.0.1', resolve))
  const seen = await see(createLinuxProcessReader(), process.pid)
  assert.deepEqual(
    seen!.ports!.toSorted((left, right) => left.protocol.localeCompare(right.protocol)),
    [
      { protocol: 'tcp', address: '::1', port, onHost: true },
      { protocol: 'udp', address: '127.0.0.1', port: udp.address().port, onHost: true },
    ],
  )
})

test('processes that come and go while they are read disturb nothing', LINUX, async (t) => {
  const churn = spawnChild(t, ['/bin/sh', '-c', 'echo ready; i=0; while [ $i -lt 400 ]; do /bin/true & i=$((i+1)); done; wait'])
  await firstWords(churn)
  const reader = createLinuxProcessReader()
  while (churn.exitCode === null) await reader.read()
  assert.equal((await see(reader, process.pid))!.pid, process.pid)
})

test('passes asked for at the same time do not mix', LINUX, async () => {
  const reader = createLinuxProcessReader()
  const [first, second] = await Promise.all([reader.read(), reader.read()])
  assert.ok(second.work.filesRead < first.work.filesRead)
})

function readAs(wrapper: readonly string[], pid: number): string {
  const script = `const { createLinuxProcessReader } = await import(${JSON.stringify(import.meta.resolve('./linux-process-reader.ts'))});
    const { processes, limits } = await createLinuxProcessReader().read();
    const seen = processes.find(({ pid }) => pid === ${pid});
    console.log(JSON.stringify({ unknowns: seen?.unknowns.map(({ part, reason }) => part + ' ' + reason), name: seen?.name, limits }));`
  const words = [...wrapper, process.execPath, '--input-type=module', '--eval', script]
  return execFileSync(words[0]!, words.slice(1), { encoding: 'utf8' })
}

const asNobody = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups']
const canRead = `import(${JSON.stringify(import.meta.resolve('./linux-process-reader.ts'))})`
const needsRoot =
  isRoot && can(...asNobody, process.execPath, '-e', canRead) ? false : 'needs root, setpriv, and a clone that other users may read'

test("another user's process is seen with what may be read, the rest said", { ...LINUX, skip: LINUX.skip || needsRoot }, () => {
  const { unknowns, name } = JSON.parse(readAs(asNobody, process.pid)) as { unknowns: string[]; name: string }
  assert.ok(name.length > 0)
  for (const part of ['cwd', 'executable', 'marker', 'ports']) assert.ok(unknowns.includes(`${part} not-permitted`), part)
})

const privateProc = ['unshare', '--mount', 'sh', '-c', 'mount -t proc -o hidepid=2 proc /proc && exec "$@"', 'sh']
const canHide = isRoot && can(...privateProc, 'true') ? false : 'needs root and private mounts'

test('where processes of others are hidden, that is said', { ...LINUX, skip: LINUX.skip || needsRoot || canHide }, () => {
  const { name, limits } = JSON.parse(readAs([...privateProc, ...asNobody], process.pid)) as { name?: string; limits: string[] }
  assert.equal(name, undefined)
  assert.match(limits[0]!, /hidden/)
})

const otherNetwork = ['unshare', '--net', 'sh', '-c', 'ip link set lo up; exec "$@"', 'sh']
const canUnshare = isRoot && can(...otherNetwork, 'true') ? false : 'needs root and network namespaces'

test(
  'a port in another network namespace is seen, but not as one of this host',
  { ...LINUX, skip: LINUX.skip || canUnshare },
  async (t) => {
    const child = spawnChild(t, [...otherNetwork, process.execPath, '-e', SERVER_SCRIPT.replace("'127.0.0.1'", "'0.0.0.0'")])
    const port = Number((await firstWords(child)).split(' ')[1])
    const { processes } = await createLinuxProcessReader().read()
    const found = processes.flatMap((process) => process.ports ?? []).filter((candidate) => candidate.port === port)
    assert.deepEqual(found, [{ protocol: 'tcp', address: '0.0.0.0', port, onHost: false }])
  },
)

test('the portable reader sees the same server, and says what it cannot tell', { timeout: 60_000 }, async (t) => {
  const child = spawnChild(t, [process.execPath, '-e', SERVER_SCRIPT])
  const port = Number((await firstWords(child)).split(' ')[1])
  const reader = createPortableProcessReader()
  const seen = await until('the server', async () => see(reader, child.pid!))
  assert.equal(seen.parentPid, process.pid)
  assert.deepEqual(seen.cwd, null)
  assert.equal((await reader.read()).limits.length, 1)
  assert.ok(seen.ports === null || seen.ports.length === 0 || seen.ports.some((candidate) => candidate.port === port))
})

test(
  'without an engine, with a silent one, and with a broken one, containers are unknown for that reason',
  { timeout: 30_000 },
  async (t) => {
    const folder = testFolder(t)
    const ask = async (...sockets: string[]): Promise<string> => {
      const listing = await createEngineContainerReader({ sockets, timeout: 100 }).read(new Set())
      return listing.known ? `${listing.containers.length} containers` : listing.reason
    }
    assert.match(await ask(`${folder}/absent.sock`), /No container engine was found/)
    const answers: Record<string, (socket: Socket) => void> = {
      silent: () => undefined,
      rude: (socket) => socket.end('HTTP/1.1 500 no\r\ncontent-length: 0\r\n\r\n'),
      odd: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}'),
      empty: (socket) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n[]'),
    }
    for (const [name, answer] of Object.entries(answers)) {
      const engine = createServer((socket) => socket.on('error', () => undefined).once('data', () => answer(socket)))
      await new Promise<void>((resolve) => engine.listen(`${folder}/${name}.sock`, resolve))
      t.after(() => engine.close())
      assert.match(await ask(`${folder}/${name}.sock`), name === 'empty' ? /^0 containers$/ : /does not answer/, name)
    }
    assert.equal(await ask(`${folder}/rude.sock`, `${folder}/empty.sock`), '0 containers')
  },
)

test('engines are looked for where they listen by convention', () => {
  assert.deepEqual(usualSockets({ DOCKER_HOST: 'unix:///run/x.sock', XDG_RUNTIME_DIR: '/run/user/1' }), [
    '/run/x.sock',
    '/var/run/docker.sock',
    '/run/user/1/docker.sock',
    '/run/user/1/podman/podman.sock',
    '/run/podman/podman.sock',
  ])
  assert.deepEqual(usualSockets({ DOCKER_HOST: 'tcp://host:1' }), ['/var/run/docker.sock', '/run/podman/podman.sock'])
})
