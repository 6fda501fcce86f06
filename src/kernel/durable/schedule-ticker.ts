import { program } from '../actor.ts'
import { freeContext } from '../executor/context.ts'
import { runNested } from '../executor/execute.ts'
import type { Schedule, System } from '../system.ts'
import { noteFailure, outlastingOutages } from './connection-loss.ts'
import type { EngineParts } from './parts.ts'
import { newestTick, untilNextTick } from './tick.ts'

export interface NamedSchedule extends Schedule {
  /** `<system>.<name>` */
  readonly id: string
}

export function schedulesOf(systems: readonly System[]): NamedSchedule[] {
  return systems.flatMap((system) => (system.schedules ?? []).map((schedule) => ({ ...schedule, id: `${system.id}.${schedule.name}` })))
}

/** A tick whose node died in the middle is looked for this often. */
const orphanMilliseconds = 5000
/** What was missed while nothing ran is made up for when the start is over: people wait for that, nobody for this. */
const settleMilliseconds = 1000
const longestTimer = 2 ** 31 - 1

/**
 * Runs schedules: each tick on one node, never two of one schedule at once, and after a downtime the newest missed
 * tick alone. A tick whose node dies in the middle is run again by another.
 */
export class ScheduleTicker {
  readonly #parts: EngineParts
  readonly #schedules: readonly NamedSchedule[]
  readonly #timers = new Map<string, NodeJS.Timeout>()
  readonly #running = new Set<Promise<void>>()
  readonly #abort = new AbortController()

  constructor(parts: EngineParts, schedules: readonly NamedSchedule[]) {
    this.#parts = parts
    this.#schedules = schedules
  }

  /** A schedule that is new to this installation is not due before its first tick from now on. */
  async begin(): Promise<void> {
    for (const { every } of this.#schedules) untilNextTick(every, new Date())
    await this.#parts.machinery.query(
      `INSERT INTO kernel.schedule (name, host, tick_at, done_at)
       SELECT name, host, now(), now() FROM unnest($1::text[], $2::text[]) AS own (name, host) ON CONFLICT DO NOTHING`,
      [this.#schedules.map(({ id }) => id), this.#schedules.map((schedule) => this.#hostOf(schedule))],
    )
    for (const schedule of this.#schedules)
      this.#timers.set(
        schedule.id,
        setTimeout(() => this.#due(schedule), settleMilliseconds),
      )
    this.#timers.set(
      '',
      setInterval(() => this.#hold(this.#takeOrphans()), orphanMilliseconds),
    )
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#timers.clear()
    this.#abort.abort()
    await Promise.allSettled(this.#running)
  }

  #hostOf(schedule: Schedule): string {
    return schedule.where === 'each-host' ? this.#parts.machinery.host.id : ''
  }

  #due(schedule: NamedSchedule): void {
    const tick = newestTick(schedule.every, new Date())
    if (tick) this.#hold(this.#take(schedule, tick))
    const next = untilNextTick(schedule.every, new Date())
    if (next === null) return
    const timer = setTimeout(() => this.#due(schedule), Math.min(longestTimer, next + 1))
    this.#timers.set(schedule.id, timer)
  }

  #hold(work: Promise<void>): void {
    const held = work.catch(noteFailure(this.#parts.log, 'a schedule could not be looked after'))
    this.#running.add(held)
    void held.finally(() => this.#running.delete(held))
  }

  /** Takes the tick if nobody has, and nobody is still busy with the one before. */
  async #take(schedule: NamedSchedule, tick: Date): Promise<void> {
    const taken = await this.#parts.machinery.query(
      `UPDATE kernel.schedule s SET tick_at = $3, node = $4, done_at = NULL, error = NULL WHERE name = $1 AND host = $2
         AND CASE WHEN done_at IS NOT NULL THEN tick_at < $3
             ELSE tick_at <= $3 AND NOT EXISTS (SELECT FROM kernel.node n WHERE n.id = s.node AND n.dead_at IS NULL AND n.left_at IS NULL) END`,
      [schedule.id, this.#hostOf(schedule), tick, this.#parts.node],
      'schedule.take',
    )
    if (taken.rowCount === 1 && !this.#abort.signal.aborted) await this.#run(schedule)
  }

  async #run(schedule: NamedSchedule): Promise<void> {
    const { machinery, log } = this.#parts
    let failure: string | null = null
    try {
      await schedule.run(
        freeContext(machinery, { name: schedule.id, actor: program, surface: 'inside', nested: runNested, signal: this.#abort.signal }),
      )
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error)
      log.error({ err: error, schedule: schedule.id }, 'a scheduled task failed')
    }
    const values = [schedule.id, this.#hostOf(schedule), this.#parts.node, failure?.slice(0, 2000)]
    await outlastingOutages(
      () =>
        machinery.query(
          'UPDATE kernel.schedule SET done_at = now(), error = $4 WHERE name = $1 AND host = $2 AND node = $3',
          values,
          'schedule.done',
        ),
      this.#abort.signal,
    )
  }

  async #takeOrphans(): Promise<void> {
    const orphans = await this.#parts.machinery.query<{ name: string; host: string; tick_at: Date }>(
      `SELECT name, host, tick_at FROM kernel.schedule s WHERE done_at IS NULL
         AND NOT EXISTS (SELECT FROM kernel.node n WHERE n.id = s.node AND n.dead_at IS NULL AND n.left_at IS NULL)`,
      [],
      'schedule.orphans',
    )
    for (const { name, host, tick_at } of orphans.rows) {
      const schedule = this.#schedules.find((candidate) => candidate.id === name && this.#hostOf(candidate) === host)
      if (schedule) this.#hold(this.#take(schedule, tick_at))
    }
  }
}
