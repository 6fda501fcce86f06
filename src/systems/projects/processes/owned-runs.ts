import type { OwnedRun } from './owned.ts'
import type { ObservedProcess, ProcessIdentity } from './process.ts'
import { isAlive, treeMembers } from './process-tree.ts'

export interface Adoption {
  readonly run: OwnedRun
  /** root: the process that was started lives. descendants: only what it started does. gone: nothing does. */
  readonly state: 'root' | 'descendants' | 'gone'
  readonly members: readonly ObservedProcess[]
}

export interface AdoptionReport {
  readonly runs: readonly Adoption[]
  /** Processes marked by a run that is not recorded, e.g. started just before the server died. */
  readonly strays: readonly (ProcessIdentity & { readonly run: string; readonly project: string | null })[]
}

/** Finds recorded runs again after a restart of the server, by (pid, start time) and by marker. */
export function adoptRuns(records: readonly OwnedRun[], processes: readonly ObservedProcess[]): AdoptionReport {
  const recorded = new Set(records.map(({ run }) => run))
  const strays = processes.flatMap(({ pid, startTime, marker, state }) => {
    if (marker?.run == null || recorded.has(marker.run) || !isAlive({ state })) return []
    return [{ pid, startTime, run: marker.run, project: marker.project }]
  })
  return { runs: records.map((run) => adopt(run, processes)), strays }
}

/** The living processes of a run. */
export function membersOf(run: OwnedRun, processes: readonly ObservedProcess[]): ObservedProcess[] {
  return treeMembers(processes, { root: run, run: run.run }).filter(isAlive)
}

function adopt(run: OwnedRun, processes: readonly ObservedProcess[]): Adoption {
  const members = membersOf(run, processes)
  const hasRoot = members.some(({ pid, startTime }) => pid === run.pid && startTime === run.startTime)
  return { run, members, state: hasRoot ? 'root' : members.length > 0 ? 'descendants' : 'gone' }
}
