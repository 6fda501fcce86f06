import { join } from 'node:path'
import { program } from '#kernel/actor.ts'
import { Election } from '#kernel/election.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { processMap } from './process-watch.ts'
import { holderSentence, whoHolds } from './processes/held-ports.ts'
import type { CommandSpec, OwnedRun, RunPhase, RunState } from './processes/owned.ts'
import { CommandSupervisor } from './processes/providers/command-supervisor.ts'
import { createProcessReader } from './processes/providers/index.ts'

let watch: CommandWatch | null = null

/** What looks after the commands that this node started or took over. */
export function requireCommandWatch(): CommandWatch {
  if (!watch) throw new Problem(kernelErrors.unavailable, 'The server is starting or stopping; try again in a moment.')
  return watch
}

/** Where commands write what they say. */
export function logFolder(home: string): string {
  return join(home, 'spool', 'commands')
}

/** Adopts what an earlier start left running; the answer stops looking, not the commands. */
export async function beginCommandWatch(kernel: Kernel): Promise<() => Promise<void>> {
  const begun = new CommandWatch(kernel)
  await begun.begin()
  watch = begun
  return async () => {
    watch = null
    await begun.stop()
  }
}

interface OpenRun {
  id: string
  project: string
  pid: number
  start_time: string
  log_path: string
  started_at: Date
  spec: CommandSpec
}

export class CommandWatch {
  readonly node: string
  readonly supervisor: CommandSupervisor
  readonly #kernel: Kernel
  readonly #election: Election
  #writing: Promise<unknown> = Promise.resolve()

  constructor(kernel: Kernel) {
    this.node = kernel.node
    this.#kernel = kernel
    this.#election = new Election(kernel, `projects.commands:${kernel.host.id}`)
    this.supervisor = new CommandSupervisor({
      reader: createProcessReader(),
      holders: async (port) => {
        const map = processMap()
        const held = map ? whoHolds(port, map) : []
        if (held.length > 0) await this.#readNames()
        return held
      },
      describe: (holder) => holderSentence(holder, (id) => this.#names.get(id) ?? 'another project'),
      isElsewhere: (run) => this.#isElsewhere(run),
      onChange: (state) => void (this.#writing = this.#writing.then(() => this.#record(state))),
      onError: (error) => kernel.log.warn({ err: error }, 'a command could not be looked after; trying again'),
    })
  }

  readonly #names = new Map<string, string>()

  async begin(): Promise<void> {
    await this.#election.begin()
    if (!this.#election.elected) return
    await this.#closeUnstarted()
    await this.#claim('ended_at IS NULL')
  }

  /** Whoever is asked to stop or restart a run looks after it from now on; the node that did so before lets go of it. */
  async takeOver(run: string): Promise<void> {
    await this.#claim('id = $3 AND node IS DISTINCT FROM $2', run)
    if (!this.supervisor.has(run)) throw new Problem(errors.no_process_here)
  }

  async #claim(which: string, ...values: readonly string[]): Promise<void> {
    const claimed = await this.#kernel.query<OpenRun>(
      `UPDATE projects.command_run SET node = $2 WHERE host = $1 AND pid IS NOT NULL AND ${which}
       RETURNING id, project, pid, start_time, log_path, started_at, spec`,
      [this.#kernel.host.id, this.node, ...values],
    )
    await this.supervisor.adopt(claimed.rows.map(asOwnedRun))
  }

  async #isElsewhere(run: string): Promise<boolean> {
    const found = await this.#kernel.query('SELECT FROM projects.command_run WHERE id = $1 AND node <> $2', [run, this.node])
    return found.rowCount === 1
  }

  async stop(): Promise<void> {
    await this.supervisor.close()
    await this.#writing
    await this.#election.stop()
  }

  /** Projects come and get other names while the server runs. */
  async #readNames(): Promise<void> {
    const names = await this.#kernel.query<{ id: string; name: string }>('SELECT id, name FROM projects.project WHERE host = $1', [
      this.#kernel.host.id,
    ])
    for (const { id, name } of names.rows) this.#names.set(id, name)
  }

  /** A crash between the record of a run and its start leaves a row that nobody else would ever close. */
  async #closeUnstarted(): Promise<void> {
    await this.#kernel.query(
      `UPDATE projects.command_run SET state = 'failed', sentence = 'Optimus ended before it could start this.', ended_at = now()
       WHERE host = $1 AND ended_at IS NULL AND pid IS NULL`,
      [this.#kernel.host.id],
    )
  }

  async #letGo(run: string): Promise<void> {
    if (await this.#isElsewhere(run)) this.supervisor.release(run)
  }

  async #record(state: RunState): Promise<void> {
    const { spec, run, phase } = state
    const ended = endedPhases.has(phase)
    const ctx = this.#kernel.context(program)
    await ctx
      .transaction(async (inside) => {
        const changed = await inside.query<{ command: string }>(
          `UPDATE projects.command_run SET state = $2, sentence = $3, pid = coalesce($4, pid), start_time = coalesce($5, start_time),
             restarts = $6, ports = $7, ended_at = CASE WHEN $8 THEN coalesce(ended_at, now()) END
           WHERE id = $1 AND node = $9 RETURNING command`,
          [
            spec.id,
            phases[phase],
            state.sentence,
            run?.pid ?? null,
            run?.startTime ?? null,
            state.restarts,
            state.ports.map((port) => port.port),
            ended,
            this.node,
          ],
        )
        const command = changed.rows[0]?.command
        if (command === undefined) return this.#letGo(spec.id)
        await inside.emit(events.command_changed, { project: spec.project, command, state: phases[phase] }, spec.project)
      })
      .catch((error: unknown) => this.#kernel.log.warn({ err: error }, 'the state of a command could not be written'))
  }
}

type StoredState = 'starting' | 'running' | 'healthy' | 'stopped' | 'failed'

/** How the finer phases of the supervisor read in the contract. */
const phases: Readonly<Record<RunPhase, StoredState>> = {
  starting: 'starting',
  'waiting-to-restart': 'starting',
  ready: 'healthy',
  running: 'running',
  unready: 'running',
  stopping: 'running',
  stopped: 'stopped',
  exited: 'stopped',
  failed: 'failed',
}

const endedPhases = new Set<RunPhase>(['stopped', 'exited', 'failed'])

function asOwnedRun(row: OpenRun): OwnedRun {
  return {
    run: row.id,
    project: row.project,
    pid: row.pid,
    startTime: row.start_time,
    logPath: row.log_path,
    startedAt: row.started_at.toISOString(),
    spec: row.spec,
    userId: null,
  }
}
