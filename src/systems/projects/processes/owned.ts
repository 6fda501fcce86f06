import type { HeldPort, ListeningPort, ProcessIdentity, StartedRun } from './process.ts'

/** What to run: words as they are, or a line for the shell. */
export type Command = { readonly argv: readonly string[] } | { readonly shell: string }

export interface CommandSpec {
  /** Names the run: letters, digits, "-" and "_", as it becomes a file name and a marker. */
  readonly id: string
  readonly project: string
  readonly dir: string
  readonly command: Command
  /** Added to the few variables every run gets. */
  readonly env?: Readonly<Record<string, string>>
  /** The port it will listen on; handed over as PORT and checked before anything starts. */
  readonly port?: number | null
  readonly logDir: string
  /** Default: never. */
  readonly restart?: RestartPolicy
  /** Milliseconds until a run that does not listen is called unready; default 60 s. */
  readonly readyWithinMs?: number
}

export interface RestartPolicy {
  readonly mode: 'never' | 'on-failure' | 'always'
  /** First wait in milliseconds; doubles with each restart in a row. Default 1 s. */
  readonly initialDelayMs?: number
  /** Default 60 s. */
  readonly maxDelayMs?: number
  /** Default 10; after that the run has failed. */
  readonly restartsInARow?: number
  /** A run that lasted this long starts counting anew. Default 60 s. */
  readonly settledAfterMs?: number
}

/** What has to be stored to find the run again after a restart of the server. */
export interface OwnedRun extends StartedRun {
  readonly spec: CommandSpec
  readonly logPath: string
  /** ISO 8601, UTC. */
  readonly startedAt: string
  /** The system user it runs as, where that is not the server's own. */
  readonly userId: number | null
}

export interface ExitStatus {
  /** null with a signal, and where the run was adopted and nobody saw its end. */
  readonly code: number | null
  readonly signal: string | null
}

export type StartRefusal =
  | 'port_in_use'
  | 'port_not_allowed'
  | 'folder_missing'
  | 'program_missing'
  | 'not_permitted'
  | 'log_not_writable'
  | 'bad_command'
  | 'failed'

export type StartResult =
  | { readonly started: true; readonly run: OwnedRun; readonly exited: Promise<ExitStatus> }
  | { readonly started: false; readonly code: StartRefusal; readonly sentence: string; readonly holders: readonly HeldPort[] }

export type Readiness =
  | { readonly state: 'listening'; readonly ports: readonly ListeningPort[] }
  | { readonly state: 'exited' | 'timed-out' | 'cancelled'; readonly sentence: string }

/**
 * ready: it listens. running: it was given no port and listens nowhere. unready:
 * it should listen and does not. exited: it ended well by itself. stopped: it was ended on request.
 */
export type RunPhase = 'starting' | 'ready' | 'running' | 'unready' | 'stopping' | 'stopped' | 'waiting-to-restart' | 'exited' | 'failed'

export interface RunState {
  readonly spec: CommandSpec
  /** The newest start; null when there was none yet. */
  readonly run: OwnedRun | null
  readonly phase: RunPhase
  readonly ports: readonly ListeningPort[]
  readonly exit: ExitStatus | null
  readonly restarts: number
  /** What is the case, for people. */
  readonly sentence: string
}

export interface EndedProcess extends ProcessIdentity {
  readonly name: string
  /** The last signal it was sent; null when it ended by itself. */
  readonly signal: 'SIGTERM' | 'SIGKILL' | null
}

export interface RemainingProcess extends ProcessIdentity {
  readonly name: string
  readonly reason: string
}

/** What a stop did. A process counts as ended only after it was looked for and not found, or found dead. */
export interface StopReport {
  readonly ended: readonly EndedProcess[]
  readonly remaining: readonly RemainingProcess[]
  readonly complete: boolean
  readonly sentence: string
}
