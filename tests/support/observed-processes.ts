import type { MappedProcess, ObservedProcess, ProcessSnapshot } from '#systems/projects/processes/process.ts'

/** A plain process in which a test sets what it is about. */
export function observed(change: Partial<ObservedProcess> & { pid: number }): ObservedProcess {
  return {
    startTime: `boot:${change.pid}`,
    startedAt: '2026-01-01T00:00:00.000Z',
    parentPid: 1,
    groupId: change.pid,
    sessionId: change.pid,
    name: 'node',
    state: 'sleeping',
    kernel: false,
    command: ['node'],
    cwd: '/',
    executable: '/usr/bin/node',
    userId: 1000,
    container: null,
    marker: null,
    cpuPercent: 0,
    residentBytes: 10_000_000,
    ports: [],
    unknowns: [],
    ...change,
  }
}

export function snapshotOf(processes: readonly ObservedProcess[], change: Partial<ProcessSnapshot> = {}): ProcessSnapshot {
  return { takenAt: 0, processes, unheldPorts: [], limits: [], work: { filesRead: 0, descriptorsRead: 0 }, ...change }
}

export function mapped(process: ObservedProcess, change: Partial<MappedProcess> = {}): MappedProcess {
  return { process, kind: 'program', owner: { known: false, reason: 'nothing' }, ...change }
}
