import { setTimeout as pause } from 'node:timers/promises'
import type { EndedProcess, RemainingProcess, StopReport } from '../owned.ts'
import type { ObservedProcess, ProcessIdentity } from '../process.ts'
import { identityKey, isAlive, treeMembers, withAncestors } from '../process-tree.ts'
import type { ProcessReader } from './port.ts'
import { signalProcess } from './process-identity.ts'

export interface StopOptions {
  readonly reader: ProcessReader
  /** The OPTIMUS_RUN of the tree; finds its daemons even when the root is gone. */
  readonly run?: string | null
  /** Milliseconds between SIGTERM and SIGKILL; default 10 s, 0 kills at once. */
  readonly graceMs?: number
}

/**
 * Ends exactly one tree: the root, its session, whoever carries its marker, and
 * all their children, each identified by pid and start time in the instant of
 * the signal. Looks again until nothing is left, and reports what that proved.
 */
export async function stopTree(root: ProcessIdentity, options: StopOptions): Promise<StopReport> {
  const refusal = await refuseOwnLine(root, options.reader)
  if (refusal !== null) return refusal
  const hunt: Hunt = { root, options, seen: new Map(), denied: new Set() }
  const graceMs = options.graceMs ?? GRACE_MS
  let alive = await look(hunt)
  if (graceMs > 0 && alive.length > 0) alive = await pursue(hunt, alive, { signal: 'SIGTERM', forMs: graceMs })
  if (alive.length > 0) alive = await pursue(hunt, alive, { signal: 'SIGKILL', forMs: KILL_MS })
  return report(hunt, alive)
}

const GRACE_MS = 10_000
/** A process in an uninterruptible wait may need a while even for SIGKILL. */
const KILL_MS = 5_000
const LOOK_EVERY_MS = 40

interface Hunt {
  readonly root: ProcessIdentity
  readonly options: StopOptions
  /** Every process that was part of the tree at any look. */
  readonly seen: Map<string, Seen>
  readonly denied: Set<string>
}

interface Seen {
  readonly process: ObservedProcess
  signal: EndedProcess['signal']
}

interface Pursuit {
  readonly signal: 'SIGTERM' | 'SIGKILL'
  readonly forMs: number
}

/** Ending the server, or what started it, from inside would leave the rest unfinished and unsaid. */
async function refuseOwnLine(root: ProcessIdentity, reader: ProcessReader): Promise<StopReport | null> {
  const { processes } = await reader.read()
  const line = withAncestors(processes, process.pid)
  const own = processes.find((candidate) => line.has(candidate.pid) && identityKey(candidate) === identityKey(root))
  if (own === undefined) return null
  const { pid, startTime, name } = own
  const remaining = [{ pid, startTime, name, reason: 'Optimus runs inside it and does not end itself.' }]
  return { ended: [], remaining, complete: false, sentence: summary([], remaining) }
}

/** The living members now; what was found once stays a member when its parent is gone. */
async function look({ root, options, seen }: Hunt): Promise<ObservedProcess[]> {
  const { processes } = await options.reader.read()
  const spared = withAncestors(processes, process.pid)
  const members = treeMembers(processes, { root, run: options.run, spared, found: new Set(seen.keys()) })
  for (const member of members) {
    const key = identityKey(member)
    if (!seen.has(key)) seen.set(key, { process: member, signal: null })
  }
  return members.filter(isAlive)
}

/** Signals everyone, newcomers too, until all are gone or the time is up. */
async function pursue(hunt: Hunt, found: ObservedProcess[], { signal, forMs }: Pursuit): Promise<ObservedProcess[]> {
  const deadline = performance.now() + forMs
  let alive = found
  while (alive.length > 0) {
    for (const member of alive) signalOnce(hunt, member, signal)
    if (performance.now() >= deadline || alive.every((member) => hunt.denied.has(identityKey(member)))) break
    await pause(LOOK_EVERY_MS)
    alive = await look(hunt)
  }
  return alive
}

function signalOnce(hunt: Hunt, member: ObservedProcess, signal: 'SIGTERM' | 'SIGKILL'): void {
  const key = identityKey(member)
  const seen = hunt.seen.get(key)!
  if (seen.signal === signal) return
  const outcome = signalProcess(member, signal)
  if (outcome === 'not-permitted') hunt.denied.add(key)
  if (outcome !== 'sent') return
  seen.signal = signal
  // A stopped process takes no signal but SIGKILL until it goes on.
  if (signal === 'SIGTERM') signalProcess(member, 'SIGCONT')
}

function report({ seen, denied }: Hunt, alive: readonly ObservedProcess[]): StopReport {
  const left = new Set(alive.map(identityKey))
  const ended = [...seen]
    .filter(([key]) => !left.has(key))
    .map(
      ([
        ,
        {
          process: { pid, startTime, name },
          signal,
        },
      ]): EndedProcess => ({ pid, startTime, name, signal }),
    )
  const remaining = alive.map(({ pid, startTime, name }): RemainingProcess => ({
    pid,
    startTime,
    name,
    reason: denied.has(identityKey({ pid, startTime })) ? 'This user may not end it.' : 'It did not end even after SIGKILL.',
  }))
  return { ended, remaining, complete: remaining.length === 0, sentence: summary(ended, remaining) }
}

function summary(ended: readonly EndedProcess[], remaining: readonly RemainingProcess[]): string {
  if (remaining.length > 0)
    return `${counted(remaining.length)} could not be ended: ${remaining.map(({ name, pid }) => `${name} (${pid})`).join(', ')}.`
  if (ended.length === 0) return 'Nothing of it was running any more.'
  const killed = ended.filter(({ signal }) => signal === 'SIGKILL').length
  return `${counted(ended.length)} ended${killed > 0 ? `, ${killed} of them by force` : ''}.`
}

function counted(count: number): string {
  return count === 1 ? '1 process' : `${count} processes`
}
