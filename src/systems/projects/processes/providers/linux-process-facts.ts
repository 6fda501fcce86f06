import { containerFrom } from '../cgroup.ts'
import { markerFrom, parseCommandLine } from '../command-line.ts'
import type { ContainerReference, RunMarker, UnknownPart } from '../process.ts'
import type { Answer, Procfs } from './procfs.ts'

/** What stays the same while a process runs one program, but for its folder and title. */
export interface ProcessFacts {
  readonly command: readonly string[] | null
  readonly cwd: string | null
  readonly executable: string | null
  readonly userId: number | null
  readonly container: ContainerReference | null
  readonly marker: RunMarker | null
  /** Identifies the network namespace; null when it may not be asked. */
  readonly network: string | null
  readonly unknowns: readonly UnknownPart[]
}

export function readProcessFacts(procfs: Procfs, pid: number): ProcessFacts {
  const unknowns: UnknownPart[] = []
  const known = <Value>(part: UnknownPart['part'], answer: Answer<Value>): Value | null => {
    if (answer.ok) return answer.value
    unknowns.push({ part, reason: answer.denial })
    return null
  }
  const command = known('command', procfs.bytes(`${pid}/cmdline`))
  const status = known('userId', procfs.text(`${pid}/status`))
  const cgroups = known('container', procfs.text(`${pid}/cgroup`))
  const environment = known('marker', procfs.bytes(`${pid}/environ`))
  const network = procfs.link(`${pid}/ns/net`)
  return {
    command: command && parseCommandLine(command),
    cwd: withoutDeleted(known('cwd', procfs.link(`${pid}/cwd`))),
    executable: withoutDeleted(known('executable', procfs.link(`${pid}/exe`))),
    userId: status === null ? null : effectiveUser(status),
    container: cgroups === null ? null : containerFrom(cgroups),
    marker: environment && markerFrom(environment),
    network: network.ok ? network.value : null,
    unknowns,
  }
}

/** A process may change its folder and title without starting another program. */
export function refreshProcessFacts(procfs: Procfs, pid: number, facts: ProcessFacts): ProcessFacts {
  const command = procfs.bytes(`${pid}/cmdline`)
  const cwd = procfs.link(`${pid}/cwd`)
  if (!command.ok || !cwd.ok) return facts
  const words = parseCommandLine(command.value)
  const folder = withoutDeleted(cwd.value)
  if (folder === facts.cwd && sameWords(words, facts.command)) return facts
  return { ...facts, command: words, cwd: folder }
}

export const KERNEL_FACTS: ProcessFacts = {
  command: [],
  cwd: null,
  executable: null,
  userId: 0,
  container: null,
  marker: null,
  network: null,
  unknowns: [],
}

/** The kernel marks files and folders that were removed while in use. */
function withoutDeleted(path: string | null): string | null {
  return path?.endsWith(' (deleted)') ? path.slice(0, -' (deleted)'.length) : path
}

function effectiveUser(status: string): number | null {
  const value = /^Uid:\t\d+\t(\d+)/m.exec(status)?.[1]
  return value === undefined ? null : Number(value)
}

function sameWords(left: readonly string[], right: readonly string[] | null): boolean {
  return right !== null && left.length === right.length && left.every((word, at) => word === right[at])
}
