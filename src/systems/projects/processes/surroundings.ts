import type {
  ContainerListing,
  ObservedProcess,
  ProcessIdentity,
  ProcessSnapshot,
  ProjectPlace,
  RunningContainer,
  StartedRun,
} from './process.ts'
import { indexProjects } from './project-index.ts'
import type { ProjectIndex } from './project-index.ts'

export interface MappingInput {
  readonly snapshot: ProcessSnapshot
  readonly projects: readonly ProjectPlace[]
  readonly containers: ContainerListing
  readonly started: readonly StartedRun[]
  /** Shown as "~" in sentences. */
  readonly home: string | null
  /** Optimus itself: the git and other helpers it runs on projects are not theirs. */
  readonly self: number | null
}

/** Everything about the host that one process is judged against. */
export interface Surroundings {
  readonly projects: ProjectIndex
  /** Why containers cannot be told apart; null when the engine answered. */
  readonly containersUnknown: string | null
  parentOf(process: ObservedProcess): ObservedProcess | null
  startedAs(identity: ProcessIdentity): StartedRun | null
  container(id: string): RunningContainer | null
  publishing(protocol: string, hostPort: number): RunningContainer | null
  isOwnHelper(process: ObservedProcess): boolean
  shown(path: string): string
}

export function surroundingsFrom(input: MappingInput): Surroundings {
  const byPid = new Map(input.snapshot.processes.map((process) => [process.pid, process]))
  const runs = new Map(input.started.map((run) => [run.pid, run]))
  const running = input.containers.known ? input.containers.containers : []
  const containers = new Map(running.map((container) => [container.id, container]))
  const parentOf = (process: ObservedProcess): ObservedProcess | null => byPid.get(process.parentPid) ?? null
  return {
    projects: indexProjects(input.projects),
    containersUnknown: input.containers.known ? null : input.containers.reason,
    parentOf,
    startedAs: ({ pid, startTime }) => {
      const run = runs.get(pid)
      return run?.startTime === startTime ? run : null
    },
    container: (id) => containers.get(id) ?? null,
    publishing: (protocol, hostPort) =>
      running.find(({ published }) => published.some((port) => port.protocol === protocol && port.hostPort === hostPort)) ?? null,
    isOwnHelper: (process) => isBelow(process, input.self, parentOf),
    shown: (path) => shownFrom(path, input.home),
  }
}

/** Deeper than any real tree; a snapshot torn by pid reuse could otherwise hold a circle. */
export const DEPTH_AT_MOST = 64

function isBelow(process: ObservedProcess, ancestor: number | null, parentOf: Surroundings['parentOf']): boolean {
  if (ancestor === null) return false
  let at: ObservedProcess | null = parentOf(process)
  for (let depth = 0; at !== null && depth < DEPTH_AT_MOST; depth += 1) {
    if (at.pid === ancestor) return true
    at = parentOf(at)
  }
  return false
}

function shownFrom(path: string, home: string | null): string {
  if (home === null || home === '/') return path
  return path === home || path.startsWith(`${home}/`) ? `~${path.slice(home.length)}` : path
}
