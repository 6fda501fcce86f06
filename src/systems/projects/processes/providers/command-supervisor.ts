import type { CommandSpec, ExitStatus, OwnedRun, RunState, StartResult, StopReport } from '../owned.ts'
import { adoptRuns, membersOf } from '../owned-runs.ts'
import type { AdoptionReport } from '../owned-runs.ts'
import type { StartedRun } from '../process.ts'
import { decideRestart } from '../restart-policy.ts'
import { stateAfterEnd, stateAfterLook, stateAfterReadiness } from '../run-state.ts'
import type { ProcessReader } from './port.ts'
import { rotateRunLog } from './run-log.ts'
import { startCommand } from './start-command.ts'
import type { StartOptions } from './start-command.ts'
import { stopTree } from './stop-tree.ts'
import { listeningPorts, waitUntilReady } from './wait-until-ready.ts'

export interface SupervisorOptions extends StartOptions {
  /** Its own reader: passes here come when needed and would spoil another's CPU intervals. */
  readonly reader: ProcessReader
  /** Asked before a run is started again by itself: whether somebody else looks after it by now. */
  readonly isElsewhere?: (run: string) => Promise<boolean>
  readonly onChange?: (state: RunState) => void
  /** Looking after runs failed, e.g. a log could not be rotated; it is tried again. */
  readonly onError?: (error: unknown) => void
  /** How often runs are looked after, in milliseconds; default 2 s. */
  readonly intervalMs?: number
}

/**
 * Looks after the commands that Optimus started: readiness, ends, restarts, logs.
 * Closing it leaves the commands running, to be adopted by the next one.
 */
export class CommandSupervisor {
  readonly #options: SupervisorOptions
  readonly #watched = new Map<string, Watched>()
  #timer: NodeJS.Timeout | undefined
  #tending: Promise<void> | null = null
  #closed = false

  constructor(options: SupervisorOptions) {
    this.#options = options
  }

  get states(): RunState[] {
    return [...this.#watched.values()].map(({ state }) => state)
  }

  /** For the process map. */
  get started(): StartedRun[] {
    return this.states.flatMap(({ run }) => run ?? [])
  }

  has(id: string): boolean {
    return this.#watched.has(id)
  }

  /** Forgets a run and leaves its processes alone: somebody else looks after it. */
  release(id: string): void {
    const watched = this.#watched.get(id)
    watched?.cancel.abort()
    clearTimeout(watched?.restartTimer)
    this.#watched.delete(id)
  }

  /** Starts a command; one that runs already under this id is left alone and refused. */
  async start(spec: CommandSpec): Promise<StartResult> {
    const earlier = this.#watched.get(spec.id)
    if (earlier !== undefined && !ENDED.has(earlier.state.phase)) {
      return { started: false, code: 'failed', sentence: 'It is running already; restart or stop it.', holders: [] }
    }
    const watched = this.#watch({ spec, run: null, phase: 'starting', ports: [], exit: null, restarts: 0, sentence: 'Starting.' })
    return this.#launch(watched)
  }

  /** Takes over runs recorded before a restart of the server; those that ended meanwhile follow their restart policy. */
  async adopt(records: readonly OwnedRun[]): Promise<AdoptionReport> {
    const { processes } = await this.#options.reader.read()
    const report = adoptRuns(records, processes)
    for (const { run, state, members } of report.runs) {
      const ports = listeningPorts(run, members)
      this.release(run.run)
      const watched = this.#watch({
        spec: run.spec,
        run,
        phase: 'ready',
        ports,
        exit: null,
        restarts: 0,
        sentence: 'Found running after a restart of Optimus.',
      })
      if (state === 'gone') this.#onEnd(watched, { code: null, signal: null })
      else if (ports.length === 0) void this.#awaitReadiness(watched, run)
    }
    this.#schedule()
    return report
  }

  /** Ends the run's whole tree and keeps it ended. */
  async stop(id: string, graceMs?: number): Promise<StopReport> {
    const watched = this.#watched.get(id)
    watched?.cancel.abort()
    clearTimeout(watched?.restartTimer)
    await watched?.launching
    const run = watched?.state.run
    if (!watched || !run) return NOTHING_TO_STOP
    this.#tell(watched, { phase: 'stopping', sentence: 'Stopping.' })
    const report = await stopTree(run, { reader: this.#options.reader, run: run.run, graceMs })
    const phase = report.complete ? 'stopped' : 'failed'
    this.#tell(watched, { phase, ports: [], sentence: report.sentence })
    return report
  }

  async restart(id: string, graceMs?: number): Promise<StartResult> {
    const watched = this.#watched.get(id)
    if (watched === undefined) return { started: false, code: 'failed', sentence: `There is no run named ${id}.`, holders: [] }
    const stopped = await this.stop(id, graceMs)
    if (!stopped.complete) return { started: false, code: 'failed', sentence: stopped.sentence, holders: [] }
    return this.start(watched.state.spec)
  }

  /** Stops looking, not the commands. */
  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    for (const watched of this.#watched.values()) {
      watched.cancel.abort()
      clearTimeout(watched.restartTimer)
    }
    await this.#tending
  }

  #watch(state: RunState): Watched {
    const watched: Watched = { state, cancel: new AbortController(), restartTimer: undefined, launching: null, inARow: 0, exit: null }
    this.#watched.set(state.spec.id, watched)
    return watched
  }

  async #launch(watched: Watched): Promise<StartResult> {
    const launching = startCommand(watched.state.spec, this.#options)
    watched.launching = launching
    const result = await launching
    if (!result.started) {
      this.#tell(watched, { phase: 'failed', sentence: result.sentence })
      return result
    }
    watched.exit = null
    this.#tell(watched, { run: result.run, phase: 'starting', ports: [], exit: null, sentence: 'Started; waiting for it to listen.' })
    void result.exited.then((exit) => {
      watched.exit = exit
      return this.tend()
    })
    void this.#awaitReadiness(watched, result.run)
    this.#schedule()
    return result
  }

  async #awaitReadiness(watched: Watched, run: OwnedRun): Promise<void> {
    try {
      const readiness = await waitUntilReady(run, { reader: this.#options.reader, signal: watched.cancel.signal })
      if (watched.state.run === run && LIVING.has(watched.state.phase)) this.#tell(watched, stateAfterReadiness(watched.state, readiness))
    } catch (error) {
      this.#options.onError?.(error)
    }
  }

  /** Looks after every run once: who ended, who listens where, whose log has grown. */
  tend(): Promise<void> {
    this.#tending ??= this.#tendAll()
      .catch((error) => this.#options.onError?.(error))
      .finally(() => {
        this.#tending = null
      })
    return this.#tending
  }

  async #tendAll(): Promise<void> {
    const running = [...this.#watched.values()].flatMap((watched) => {
      const { run, phase } = watched.state
      return run !== null && LIVING.has(phase) ? [{ watched, run }] : []
    })
    if (this.#closed || running.length === 0) return
    await Promise.all(running.map(({ run }) => rotateRunLog(run.logPath).catch(this.#options.onError)))
    const { processes } = await this.#options.reader.read()
    // A process that was begun while the others were read may have been missed, with its parent already gone.
    const isDoubtful = running.some(({ run }) => membersOf(run, processes).length === 0)
    const again = isDoubtful ? (await this.#options.reader.read()).processes : []
    for (const { watched, run } of running) {
      // Stopped or started again while the processes were read: what was seen is not about that.
      if (watched.state.run !== run || !LIVING.has(watched.state.phase)) continue
      const seen = membersOf(run, processes)
      const members = seen.length > 0 ? seen : membersOf(run, again)
      if (members.length === 0) this.#onEnd(watched, watched.exit ?? { code: null, signal: null })
      else this.#tell(watched, stateAfterLook(watched.state, listeningPorts(run, members)))
    }
  }

  #onEnd(watched: Watched, exit: ExitStatus): void {
    const { run, spec, restarts } = watched.state
    if (this.#closed || run === null) return
    const decision = decideRestart(spec.restart, {
      exit,
      ranForMs: Date.now() - Date.parse(run.startedAt),
      restartsInARow: watched.inARow,
    })
    this.#tell(watched, stateAfterEnd(watched.state, exit, decision))
    if (!decision.restart) return
    watched.inARow = decision.restartsInARow
    watched.restartTimer = setTimeout(() => void this.#again(watched, restarts + 1), decision.delayMs).unref()
  }

  /** Whoever took the run over meanwhile may have stopped it for good. */
  async #again(watched: Watched, restarts: number): Promise<void> {
    const { id } = watched.state.spec
    const isElsewhere = await this.#options.isElsewhere?.(id).catch((error: unknown) => {
      this.#options.onError?.(error)
      return false
    })
    if (isElsewhere) return this.release(id)
    if (this.#closed || watched.cancel.signal.aborted || watched.state.phase !== 'waiting-to-restart') return
    this.#tell(watched, { phase: 'starting', restarts, sentence: 'Starting again.' })
    await this.#launch(watched)
  }

  #tell(watched: Watched, change: Partial<RunState> | null): void {
    if (change === null) return
    watched.state = { ...watched.state, ...change }
    if (!this.#closed) this.#options.onChange?.(watched.state)
  }

  #schedule(): void {
    if (this.#closed || this.#timer !== undefined) return
    this.#timer = setInterval(() => void this.tend(), this.#options.intervalMs ?? 2_000)
    this.#timer.unref()
  }
}

const LIVING = new Set<RunState['phase']>(['starting', 'ready', 'running', 'unready'])
const ENDED = new Set<RunState['phase']>(['stopped', 'exited', 'failed'])
const NOTHING_TO_STOP: StopReport = { ended: [], remaining: [], complete: true, sentence: 'Nothing of it was running.' }

interface Watched {
  state: RunState
  /** Ends waiting for readiness. */
  readonly cancel: AbortController
  restartTimer: NodeJS.Timeout | undefined
  launching: Promise<unknown> | null
  inARow: number
  /** How the root ended, as its parent was told; its children may live on. */
  exit: ExitStatus | null
}
