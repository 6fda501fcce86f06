import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { TestContext } from 'node:test'
import type { ObservedProcess } from '../process.ts'
import { createLinuxProcessReader } from './linux-process-reader.ts'
import { createProcFolder } from '#tests/support/proc-folder.ts'
import type { ProcFolder } from '#tests/support/proc-folder.ts'
import type { ProcessReader } from './port.ts'
import { openProcfs } from './procfs.ts'

function machine(t: TestContext, processes = 200): { folder: ProcFolder; reader: ProcessReader } {
  const folder = createProcFolder(t)
  const sockets: Record<number, number> = {}
  for (let pid = 1; pid <= processes; pid += 1) {
    const listens = pid % 20 === 0
    folder.put({ pid, kernel: pid % 2 === 0 && !listens, sockets: listens ? [pid + 10_000] : [] })
    if (listens) sockets[pid + 10_000] = pid + 3000
  }
  folder.listen(sockets)
  return { folder, reader: createLinuxProcessReader(openProcfs(folder.root)) }
}

async function see(reader: ProcessReader, pid: number): Promise<ObservedProcess | undefined> {
  return (await reader.read()).processes.find((process) => process.pid === pid)
}

const ports = (process: ObservedProcess | undefined): number[] | undefined => process?.ports?.map(({ port }) => port)

test('once known, 200 processes cost about one file each and no descriptors', async (t) => {
  const { reader } = machine(t)
  const first = (await reader.read()).work
  const later: (typeof first)[] = []
  for (let pass = 0; pass < 20; pass += 1) later.push((await reader.read()).work)
  const settled = later.slice(3)
  const files = settled.reduce((total, { filesRead }) => total + filesRead, 0) / settled.length
  const descriptors = settled.reduce((total, { descriptorsRead }) => total + descriptorsRead, 0) / settled.length
  assert.ok(files < first.filesRead / 5, `${files} of ${first.filesRead}`)
  assert.ok(files < 230, `${files} for 200 processes`)
  assert.ok(descriptors < first.descriptorsRead / 50, `${descriptors} of ${first.descriptorsRead}`)
})

test("one new process costs its own files, not everyone's", async (t) => {
  const { folder, reader } = machine(t, 60)
  for (let pass = 0; pass < 5; pass += 1) await reader.read()
  const before = (await reader.read()).work
  folder.put({ pid: 5000 })
  const after = (await reader.read()).work
  assert.ok(after.filesRead - before.filesRead < 40, `${after.filesRead} after ${before.filesRead}`)
  assert.ok(after.descriptorsRead < 10, String(after.descriptorsRead))
})

test('a socket opened by a known process is found by looking at the youngest first', async (t) => {
  const { folder, reader } = machine(t, 60)
  folder.put({ pid: 5000 })
  for (let pass = 0; pass < 5; pass += 1) await reader.read()
  folder.put({ pid: 5000, sockets: [77] })
  folder.listen({ 77: 8080 })
  const { processes, work } = await reader.read()
  assert.deepEqual(ports(processes.find(({ pid }) => pid === 5000)), [8080])
  assert.ok(work.descriptorsRead < 10, String(work.descriptorsRead))
})

test('a closed socket is gone in the next pass, and a socket nobody visible holds is told once looked for', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9, sockets: [77] })
  folder.listen({ 77: 8080, 78: 22 })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  const first = await reader.read()
  assert.deepEqual([ports(first.processes[0]), first.unheldPorts.map(({ port }) => port)], [[8080], [22]])
  await reader.read()
  assert.equal((await reader.read()).work.descriptorsRead, 0)
  folder.listen({ 78: 22 })
  assert.deepEqual(ports(await see(reader, 9)), [])
})

test("a child that had its parent's sockets only until it ran its program does not keep them", async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9, sockets: [77] })
  folder.put({ pid: 10, sockets: [77] })
  folder.listen({ 77: 8080 })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  assert.deepEqual(ports(await see(reader, 10)), [8080])
  folder.put({ pid: 10, startStack: 2 })
  assert.deepEqual(ports(await see(reader, 10)), [])
  assert.deepEqual(ports(await see(reader, 9)), [8080])
})

test('another program under the same pid and start time is read anew', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9, command: ['sh', '-c', 'exec node'] })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  for (let pass = 0; pass < 5; pass += 1) await reader.read()
  folder.put({ pid: 9, command: ['node', 'server.js'], startStack: 2 })
  assert.deepEqual((await see(reader, 9))!.command, ['node', 'server.js'])
})

test('a changed folder or title is noticed within 16 passes, at once in a young process', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9 })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  await reader.read()
  folder.put({ pid: 9, cwd: '/young' })
  assert.equal((await see(reader, 9))!.cwd, '/young')
  for (let pass = 0; pass < 5; pass += 1) await reader.read()
  folder.put({ pid: 9, cwd: '/old (deleted)', command: ['title'] })
  const seen = new Set<string>()
  for (let pass = 0; pass < 16; pass += 1) seen.add((await see(reader, 9))!.cwd!)
  assert.ok(seen.has('/old'))
})

test('a reused pid is another process, with its own start and its own CPU time', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9, startTicks: 100, cpuTicks: 5000 })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  const first = await see(reader, 9)
  folder.put({ pid: 9, startTicks: 900, cpuTicks: 1, command: ['other'] })
  const second = await see(reader, 9)
  assert.deepEqual([first!.startTime, second!.startTime, second!.cpuPercent, second!.command], ['boot:100', 'boot:900', null, ['other']])
  assert.equal(second!.startedAt, new Date((1_000_000_000 + 9) * 1000).toISOString())
})

test('an unchanged process is the same object, and one that is gone is not told', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9 })
  folder.put({ pid: 10 })
  const reader = createLinuxProcessReader(openProcfs(folder.root))
  await reader.read()
  const before = await see(reader, 9)
  assert.equal(await see(reader, 9), before)
  folder.remove(10)
  assert.equal(await see(reader, 10), undefined)
})

test('a process that vanishes between two files leaves unknowns, not an exception', async (t) => {
  const folder = createProcFolder(t)
  folder.put({ pid: 9 })
  const { rmSync } = await import('node:fs')
  for (const name of ['cmdline', 'cwd', 'exe', 'status', 'cgroup', 'environ', 'fd', 'ns'])
    rmSync(`${folder.root}/9/${name}`, { recursive: true })
  const process = await see(createLinuxProcessReader(openProcfs(folder.root)), 9)
  assert.deepEqual(
    process!.unknowns.map(({ part, reason }) => `${part} ${reason}`),
    ['command vanished', 'userId vanished', 'container vanished', 'marker vanished', 'cwd vanished', 'executable vanished'],
  )
})
