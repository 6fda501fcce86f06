import type { MappedProcess, Ownership, ProcessMap, ProcessMapChanges } from './process.ts'

/** What was last told about each process, by pid. */
export type ToldProcesses = ReadonlyMap<number, MappedProcess>

export interface ChangeReport {
  readonly changes: ProcessMapChanges
  /** Hand this to the next comparison: what was not worth telling stays as it was told. */
  readonly told: ToldProcesses
}

/**
 * Compares a map with what was last told, not with the pass before, so that
 * slow growth is told once it adds up. Small movements of CPU and memory are left out.
 */
export function changesSince(told: ToldProcesses, map: ProcessMap): ChangeReport {
  const next = new Map<number, MappedProcess>()
  const appeared: MappedProcess[] = []
  const changed: MappedProcess[] = []
  for (const entry of map.processes) {
    const before = told.get(entry.process.pid)
    const same = before?.process.startTime === entry.process.startTime
    if (!same) appeared.push(entry)
    else if (isWorthTelling(before!, entry)) changed.push(entry)
    const stays = same && changed.at(-1) !== entry
    next.set(entry.process.pid, stays ? before! : entry)
  }
  const gone = [...told.values()]
    .filter(({ process }) => next.get(process.pid)?.process.startTime !== process.startTime)
    .map(({ process: { pid, startTime } }) => ({ pid, startTime }))
  return { changes: { takenAt: map.takenAt, appeared, changed, gone }, told: next }
}

export function hasChanges({ appeared, changed, gone }: ProcessMapChanges): boolean {
  return appeared.length + changed.length + gone.length > 0
}

const CPU_POINTS = 2
const MEMORY_BYTES = 4 * 1024 * 1024
const MEMORY_SHARE = 0.05

function isWorthTelling(before: MappedProcess, after: MappedProcess): boolean {
  const old = before.process
  const now = after.process
  if (before.kind !== after.kind || !sameOwner(before.owner, after.owner)) return true
  if (old === now) return false
  if (old.command !== now.command && old.command?.join('\0') !== now.command?.join('\0')) return true
  if (old.cwd !== now.cwd || old.name !== now.name || old.parentPid !== now.parentPid || isOut(old.state) !== isOut(now.state)) return true
  if (old.ports !== now.ports && JSON.stringify(old.ports) !== JSON.stringify(now.ports)) return true
  if (Math.abs((now.cpuPercent ?? 0) - (old.cpuPercent ?? 0)) >= CPU_POINTS) return true
  const grown = Math.abs(now.residentBytes - old.residentBytes)
  return grown >= MEMORY_BYTES && grown >= old.residentBytes * MEMORY_SHARE
}

function sameOwner(left: Ownership, right: Ownership): boolean {
  if (left.known !== right.known) return false
  if (!left.known || !right.known) return !left.known && !right.known && left.reason === right.reason
  return left.project === right.project && left.evidence.map(sentenceOf).join('\n') === right.evidence.map(sentenceOf).join('\n')
}

function sentenceOf({ sentence }: { sentence: string }): string {
  return sentence
}

/** Running, sleeping and waiting alternate all the time; stopped and zombie are news. */
function isOut(state: string): boolean {
  return state === 'stopped' || state === 'zombie'
}
