import { setImmediate as nextTurn } from 'node:timers/promises'
import { parseAuxiliaryVector } from '../auxiliary-vector.ts'
import type { MachineUnits } from '../auxiliary-vector.ts'
import type { ObservedProcess, ProcessSnapshot, UnknownPart } from '../process.ts'
import { parseStat } from '../stat.ts'
import type { ProcessStat } from '../stat.ts'
import { KERNEL_FACTS, readProcessFacts, refreshProcessFacts } from './linux-process-facts.ts'
import type { ProcessFacts } from './linux-process-facts.ts'
import { createSocketJoin } from './linux-sockets.ts'
import type { SocketHolder, SocketJoin } from './linux-sockets.ts'
import type { ProcessReader } from './port.ts'
import { openProcfs } from './procfs.ts'
import type { Procfs } from './procfs.ts'

/**
 * Reads the processes of a Linux host from /proc. Each pass reads one short
 * line per process; the rest is kept by (pid, start time, program) and read
 * again only when that changes, or in turns of 16 passes for what may drift.
 */
export function createLinuxProcessReader(procfs: Procfs = openProcfs()): ProcessReader {
  const view: View = {
    procfs,
    machine: readMachine(procfs),
    sockets: createSocketJoin(procfs),
    known: new Map(),
    pass: 0,
    clock: performance.now(),
  }
  let last: Promise<unknown> = Promise.resolve()
  return {
    // Passes share what they know, so a second caller waits for its own pass after the first one's.
    read() {
      const pass = last.then(() => readPass(view))
      last = pass.catch(() => undefined)
      return pass
    },
  }
}

interface View {
  readonly procfs: Procfs
  readonly machine: Machine
  readonly sockets: SocketJoin
  readonly known: Map<number, Known>
  pass: number
  /** When the pass before began, in milliseconds of a clock that never jumps. */
  clock: number
}

async function readPass(view: View): Promise<ProcessSnapshot> {
  const { procfs, sockets, known, machine } = view
  const before = { files: procfs.filesRead, descriptors: sockets.descriptorsRead }
  const seconds = beginPass(view)
  const pids = processIds(procfs)
  for (const [at, pid] of pids.entries()) {
    observe(view, pid, seconds)
    // Other requests get their turn between slices of about two milliseconds.
    if (at % SLICE === SLICE - 1) await nextTurn()
  }
  const alive = new Set(pids)
  for (const pid of known.keys()) if (!alive.has(pid)) known.delete(pid)
  sockets.update([...known.values()].filter(holdsSockets).map(holderFrom))
  return {
    takenAt: Date.now(),
    processes: [...known.values()].map((process) => describe(process, sockets.portsOf(process.pid), machine)),
    unheldPorts: sockets.unheldPorts(),
    limits: machine.limits,
    work: { filesRead: procfs.filesRead - before.files, descriptorsRead: sockets.descriptorsRead - before.descriptors },
  }
}

/** Seconds since the pass before. */
function beginPass(view: View): number {
  const now = performance.now()
  const seconds = Math.max(0.001, (now - view.clock) / 1000)
  view.pass += 1
  view.clock = now
  return seconds
}

function observe(view: View, pid: number, seconds: number): void {
  const text = view.procfs.text(`${pid}/stat`)
  const stat = text.ok ? parseStat(text.value) : null
  const earlier = view.known.get(pid)
  if (stat === null) view.known.delete(pid)
  else if (earlier === undefined || earlier.stat.startTicks !== stat.startTicks) view.known.set(pid, meet(view, pid, stat))
  else meetAgain(view, earlier, { stat, seconds })
}

function meet(view: View, pid: number, stat: ProcessStat): Known {
  const facts = stat.kernel ? KERNEL_FACTS : readProcessFacts(view.procfs, pid)
  return { pid, stat, facts, metAt: view.pass, fresh: true, cpuPercent: null, observed: null }
}

function meetAgain(view: View, process: Known, { stat, seconds }: { stat: ProcessStat; seconds: number }): void {
  const ticks = Math.max(0, stat.cpuTicks - process.stat.cpuTicks)
  process.cpuPercent = Math.round((ticks / view.machine.units.ticksPerSecond / seconds) * 1000) / 10
  process.fresh = stat.program !== process.stat.program
  process.stat = stat
  if (stat.kernel || stat.state === 'zombie') return
  if (process.fresh) process.facts = readProcessFacts(view.procfs, process.pid)
  else if (mayHaveDrifted(process, view.pass)) process.facts = refreshProcessFacts(view.procfs, process.pid, process.facts)
}

function mayHaveDrifted(process: Known, pass: number): boolean {
  return pass - process.metAt <= YOUNG_PASSES || (process.pid + pass) % REFRESH_PASSES === 0
}

const SLICE = 64
const YOUNG_PASSES = 2
const REFRESH_PASSES = 16

interface Known {
  readonly pid: number
  stat: ProcessStat
  facts: ProcessFacts
  readonly metAt: number
  fresh: boolean
  cpuPercent: number | null
  observed: ObservedProcess | null
}

interface Machine {
  readonly units: MachineUnits
  readonly bootId: string
  /** Seconds since 1970. */
  readonly bootedAt: number
  readonly limits: readonly string[]
}

function readMachine(procfs: Procfs): Machine {
  const vector = procfs.bytes('self/auxv')
  const bootId = procfs.text('sys/kernel/random/boot_id')
  const stat = procfs.text('stat')
  const mounts = procfs.text('self/mountinfo')
  const hides =
    mounts.ok &&
    mounts.value.split('\n').some((line) => line.includes(` ${procfs.root} `) && /hidepid=([12]|noaccess|invisible)/.test(line))
  return {
    units: parseAuxiliaryVector(vector.ok ? vector.value : Buffer.alloc(0)),
    bootId: bootId.ok ? bootId.value.trim() : '',
    bootedAt: Number((stat.ok && /^btime (\d+)/m.exec(stat.value)?.[1]) || 0),
    limits: hides ? ['Processes of other users are hidden here (proc is mounted with hidepid).'] : [],
  }
}

function processIds(procfs: Procfs): number[] {
  const names = procfs.names('')
  return names.ok ? names.value.filter((name) => /^\d+$/.test(name)).map(Number) : []
}

function holdsSockets({ stat }: Known): boolean {
  return !stat.kernel && stat.state !== 'zombie'
}

function holderFrom({ pid, stat, facts, fresh }: Known): SocketHolder {
  return { pid, startTicks: stat.startTicks, userId: facts.userId, network: facts.network, fresh }
}

/** The same object as in the pass before while nothing in it changed. */
function describe(process: Known, ports: ObservedProcess['ports'], machine: Machine): ObservedProcess {
  const { stat, facts, observed } = process
  const residentBytes = stat.residentPages * machine.units.pageBytes
  const same =
    observed !== null &&
    observed.command === facts.command &&
    observed.cwd === facts.cwd &&
    observed.name === stat.name &&
    observed.state === stat.state &&
    observed.parentPid === stat.parentPid &&
    observed.cpuPercent === process.cpuPercent &&
    observed.residentBytes === residentBytes &&
    observed.ports === ports
  if (same) return observed
  process.observed = {
    pid: process.pid,
    startTime: `${machine.bootId}:${stat.startTicks}`,
    startedAt: new Date((machine.bootedAt + stat.startTicks / machine.units.ticksPerSecond) * 1000).toISOString(),
    parentPid: stat.parentPid,
    groupId: stat.groupId,
    sessionId: stat.sessionId,
    name: stat.name,
    state: stat.state,
    kernel: stat.kernel,
    command: facts.command,
    cwd: facts.cwd,
    executable: facts.executable,
    userId: facts.userId,
    container: facts.container,
    marker: facts.marker,
    cpuPercent: process.cpuPercent,
    residentBytes,
    ports,
    unknowns: ports === null ? [...facts.unknowns, PORTS_UNKNOWN] : facts.unknowns,
  }
  return process.observed
}

const PORTS_UNKNOWN: UnknownPart = { part: 'ports', reason: 'not-permitted' }
