import { identify, isRunning, processScope } from '../process-identity.ts'
import { version } from '../version.ts'
import { noteFailure } from './connection-loss.ts'
import type { EngineParts } from './parts.ts'
import { endSessions } from './takeover.ts'

export const beatMilliseconds = 1000
/** A node whose last beat is older, by the database's clock, is taken for dead. */
const deadAfter = '4 seconds'
/** Only who got through itself may judge others: three of the last five beats. Otherwise the database is slow, not they. */
const window = 5 * beatMilliseconds
const majority = 3
/** A beat that takes longer hangs on a connection that nobody answers any more. */
const hopeless = 5000

/** Makes this boot known; before the engine takes any work. */
export async function registerNode(parts: EngineParts): Promise<void> {
  const { host, query } = parts.machinery
  await query('INSERT INTO kernel.host (id, name) VALUES ($1, $2) ON CONFLICT (id) DO UPDATE SET name = excluded.name', [
    host.id,
    host.name,
  ])
  await query('INSERT INTO kernel.node (id, host, pid, version, scope, start_ticks) VALUES ($1, $2, $3, $4, $5, $6)', [
    parts.node,
    host.id,
    process.pid,
    version,
    processScope,
    identify(process.pid)?.startTicks,
  ])
}

export interface BeatListeners {
  /** After each beat that got through. */
  readonly onBeat: () => Promise<void>
  /** Somebody took this node for dead: its work is done elsewhere. Called once. */
  readonly onFenced: () => void
}

/** Writes this node's beat every second, and marks as dead who missed theirs. */
export class Heartbeat {
  readonly #parts: EngineParts
  readonly #listeners: BeatListeners
  #timer: NodeJS.Timeout | null = null
  #beat: Promise<void> | null = null
  #throughAt: number[] = []
  #toDisconnect: string[] = []

  constructor(parts: EngineParts, listeners: BeatListeners) {
    this.#parts = parts
    this.#listeners = listeners
  }

  begin(): void {
    this.#timer = setInterval(() => this.#next(), beatMilliseconds)
    this.#next()
  }

  async stop(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer)
    this.#timer = null
    await this.#beat
  }

  #next(): void {
    if (this.#beat) return
    const hang = setTimeout(() => this.#parts.session.reset(), hopeless)
    this.#beat = this.#once()
      .catch(noteFailure(this.#parts.log, 'a heartbeat did not get through'))
      .finally(() => {
        clearTimeout(hang)
        this.#beat = null
      })
  }

  async #once(): Promise<void> {
    const { session, node } = this.#parts
    const alive = await session.query(
      'UPDATE kernel.node SET beat_at = clock_timestamp() WHERE id = $1 AND dead_at IS NULL AND left_at IS NULL',
      [node],
    )
    if (!this.#timer) return
    if (alive.rowCount !== 1) {
      clearInterval(this.#timer)
      this.#timer = null
      return this.#listeners.onFenced()
    }
    await this.#markDead(this.#mayJudge())
    await this.#listeners.onBeat()
  }

  #mayJudge(): boolean {
    const now = performance.now()
    const last = this.#throughAt.at(-1) ?? now
    const before = this.#parts.session.lostSince(last) ? [] : this.#throughAt
    this.#throughAt = [...before, now].filter((at) => at > now - window)
    return this.#throughAt.length >= majority
  }

  /** By their silence, or at once where their process was on this very machine and is gone. */
  async #markDead(mayJudge: boolean): Promise<void> {
    const { session, node, log } = this.#parts
    const others = await session.query<Neighbour>(
      `SELECT id, pid, scope, start_ticks, beat_at < clock_timestamp() - interval '${deadAfter}' AS silent
       FROM kernel.node WHERE dead_at IS NULL AND left_at IS NULL AND id <> $1`,
      [node],
    )
    const ended = others.rows.filter(hasEnded).map((other) => other.id)
    const silent = others.rows.filter((other) => mayJudge && other.silent).map((other) => other.id)
    if (ended.length + silent.length > 0) {
      const dead = await session.query<{ id: string }>(
        `UPDATE kernel.node SET dead_at = clock_timestamp() WHERE dead_at IS NULL AND left_at IS NULL
           AND (id = ANY($1) OR (id = ANY($2) AND beat_at < clock_timestamp() - interval '${deadAfter}')) RETURNING id`,
        [ended, silent],
      )
      this.#toDisconnect.push(...dead.rows.map((row) => row.id))
      log.warn({ nodes: this.#toDisconnect }, 'nodes that are gone or fell silent are taken for dead')
    }
    // Kept until it got through: nobody else would do it.
    if (this.#toDisconnect.length > 0) await endSessions(this.#parts, this.#toDisconnect)
    this.#toDisconnect = []
  }
}

interface Neighbour {
  id: string
  pid: number
  scope: string | null
  start_ticks: string | null
  silent: boolean
}

function hasEnded({ pid, scope, start_ticks: startTicks }: Neighbour): boolean {
  return scope === processScope && startTicks !== null && !isRunning({ pid, startTicks })
}
