import { programName } from './command-line.ts'
import { heldPorts } from './held-ports.ts'
import { ownEvidence } from './own-evidence.ts'
import type { MappedProcess, ObservedProcess, Ownership, ProcessKind, ProcessMap } from './process.ts'
import { kindOf } from './process-kind.ts'
import { DEPTH_AT_MOST, surroundingsFrom } from './surroundings.ts'
import type { MappingInput, Surroundings } from './surroundings.ts'

/**
 * Finds the project of every process and says why: what the process tells by
 * itself, else what its nearest telling parent does, else unknown with a reason.
 */
export function mapProcesses(input: MappingInput): ProcessMap {
  const around = surroundingsFrom(input)
  const judged = new Map<number, Judged>()
  for (const process of input.snapshot.processes) {
    const kind = kindOf(process)
    judged.set(process.pid, { process, kind, own: ownEvidence(process, kind, around) })
  }
  const processes = [...judged.values()].map((entry): MappedProcess => ({
    process: entry.process,
    kind: entry.kind,
    owner: entry.own ?? inherited(entry.process, judged, around),
  }))
  return {
    takenAt: input.snapshot.takenAt,
    processes,
    ports: heldPorts(processes, input, around),
    limits: limitsOf(input),
  }
}

interface Judged {
  readonly process: ObservedProcess
  readonly kind: ProcessKind
  readonly own: Ownership | null
}

function inherited(process: ObservedProcess, judged: ReadonlyMap<number, Judged>, around: Surroundings): Ownership {
  let at = process
  for (let depth = 0; depth < DEPTH_AT_MOST; depth += 1) {
    const parent = around.parentOf(at)
    const judgedParent = parent && judged.get(parent.pid)
    if (!judgedParent) break
    if (judgedParent.kind !== 'program') return { known: false, reason: whyNothing(process, around, judgedParent.process) }
    if (judgedParent.own?.known) return fromParent(judgedParent.process, judgedParent.own)
    at = judgedParent.process
  }
  return { known: false, reason: whyNothing(process, around, null) }
}

function fromParent(parent: ObservedProcess, own: Extract<Ownership, { known: true }>): Ownership {
  const sentence = `child of ${called(parent)}: ${own.evidence[0]!.sentence}`
  return { known: true, project: own.project, evidence: [{ kind: 'parent', sentence }] }
}

function whyNothing(process: ObservedProcess, around: Surroundings, end: ObservedProcess | null): string {
  const parents = end === null ? '' : ` Its parents lead to ${called(end)}, which starts things for everyone.`
  const denied = process.unknowns.find(({ part }) => part === 'cwd' || part === 'command')
  if (denied?.reason === 'not-permitted') return `Its folder may not be read by this user.${parents}`
  if (denied?.reason === 'not-told-by-this-system')
    return `This system does not tell a process's folder, and its command names no project.${parents}`
  const folder = process.cwd === null ? 'Its folder' : `Its folder ${around.shown(process.cwd)}`
  return `${folder}, program and arguments are in no project.${parents}`
}

function called(process: ObservedProcess): string {
  return `${programName(process.command, process.name)} (${process.pid})`
}

function limitsOf({ snapshot, containers }: MappingInput): string[] {
  return containers.known ? [...snapshot.limits] : [...snapshot.limits, containers.reason]
}
