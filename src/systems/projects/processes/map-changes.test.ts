import assert from 'node:assert/strict'
import { test } from 'node:test'
import { changesSince, hasChanges } from './map-changes.ts'
import { mapped, observed } from '#tests/support/observed-processes.ts'
import type { MappedProcess, ProcessMap } from './process.ts'

const mapOf = (...processes: MappedProcess[]): ProcessMap => ({ takenAt: 1, processes, ports: [], limits: [] })
const pids = (entries: readonly MappedProcess[]): number[] => entries.map(({ process }) => process.pid)

test('what came, went and came back under the same pid is told', () => {
  const first = changesSince(new Map(), mapOf(mapped(observed({ pid: 1 })), mapped(observed({ pid: 2 }))))
  assert.deepEqual(pids(first.changes.appeared), [1, 2])
  const second = changesSince(first.told, mapOf(mapped(observed({ pid: 2, startTime: 'later' })), mapped(observed({ pid: 3 }))))
  assert.deepEqual(pids(second.changes.appeared), [2, 3])
  assert.deepEqual(second.changes.gone, [
    { pid: 1, startTime: 'boot:1' },
    { pid: 2, startTime: 'boot:2' },
  ])
})

test('nothing new is nothing to tell', () => {
  const process = observed({ pid: 1 })
  const { told } = changesSince(new Map(), mapOf(mapped(process)))
  assert.equal(
    hasChanges(changesSince(told, mapOf(mapped({ ...process, state: 'running', cpuPercent: 1, residentBytes: 10_500_000 }))).changes),
    false,
  )
})

test('each change that people see is told', () => {
  const process = observed({ pid: 1 })
  const { told } = changesSince(new Map(), mapOf(mapped(process)))
  const changes: MappedProcess[] = [
    mapped({ ...process, cpuPercent: 40 }),
    mapped({ ...process, residentBytes: 20_000_000 }),
    mapped({ ...process, cwd: '/x' }),
    mapped({ ...process, command: ['other'] }),
    mapped({ ...process, state: 'zombie' }),
    mapped({ ...process, name: 'x' }),
    mapped({ ...process, parentPid: 7 }),
    mapped({ ...process, ports: [{ protocol: 'tcp', address: '::', port: 1, onHost: true }] }),
    mapped({ ...process, ports: null }),
    mapped(process, { kind: 'shell' }),
    mapped(process, { owner: { known: true, project: 'a', evidence: [] } }),
    mapped(process, { owner: { known: false, reason: 'another' } }),
  ]
  for (const change of changes) assert.deepEqual(pids(changesSince(told, mapOf(change)).changes.changed), [1])
})

test('slow growth is told once it adds up', () => {
  let told: ReturnType<typeof changesSince>['told'] = new Map()
  let tellings = 0
  for (let megabytes = 100; megabytes <= 120; megabytes += 1) {
    const report = changesSince(told, mapOf(mapped(observed({ pid: 1, residentBytes: megabytes * 1024 * 1024 }))))
    told = report.told
    tellings += report.changes.changed.length
  }
  assert.equal(tellings, 3)
})
