import { program } from '../actor.ts'
import { inTransaction } from '../database.ts'
import { Problem } from '../errors.ts'
import type { OutboxEvent } from '../events.ts'
import { connectionOf } from '../executor/connection.ts'
import { freeContext, type Machinery } from '../executor/context.ts'
import { runNested } from '../executor/execute.ts'
import type { Engine } from '../kernel.ts'
import type { NamedReaction, Registry } from '../registry.ts'
import type { OutboxListener } from './listener.ts'
import { asEvent, newestPosition, readOutbox, type OutboxRow, type Position } from './read.ts'

const readerName = 'dispatcher'
/** Held by the one node that dispatches; its session ending, for whatever reason, hands the task on. */
const dispatchLock = 7_218_402
const batch = 100
const mostAttempts = 12
const lookMilliseconds = 1000

interface Offer {
  readonly from: Position
  readonly rows: readonly OutboxRow[]
}

/**
 * Carries committed news to reactions and starts to the engine, at least once, in order. One node at a time
 * dispatches; a reaction that fails is tried again later and holds nobody else up.
 */
export class Dispatcher {
  readonly #machinery: Machinery
  readonly #registry: Registry
  readonly #engine: Engine
  #listener: OutboxListener | null = null
  #lockedOn: object | null = null
  /** The place up to which everything was delivered, while this node holds the lock, and whether it is stored. */
  #at: Position | null = null
  #isKept = true
  #lookedAfterAt = -Infinity
  #offered: Offer[] = []
  #busy: Promise<void> | null = null
  #again = false
  #stopped = false

  constructor(machinery: Machinery, registry: Registry, engine: Engine) {
    this.#machinery = machinery
    this.#registry = registry
    this.#engine = engine
  }

  async begin(listener: OutboxListener): Promise<void> {
    this.#listener = listener
    const { query } = this.#machinery
    const start = await newestPosition(query)
    await query('INSERT INTO kernel.outbox_reader (name, xid, id) VALUES ($1, $2::xid8, $3) ON CONFLICT DO NOTHING', [
      readerName,
      start.xid,
      start.id,
    ])
  }

  /** Dispatches what is new; calls while it works are folded into one more round. */
  async wake(): Promise<void> {
    this.#again = true
    await this.#begin()
  }

  /** Dispatches rows that somebody else has read; see LiveReader. */
  offer(from: Position, rows: readonly OutboxRow[]): void {
    this.#offered.push({ from, rows })
    void this.#begin()
  }

  #begin(): Promise<void> {
    return (this.#busy ??= this.#work().finally(() => (this.#busy = null)))
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#busy
  }

  async #work(): Promise<void> {
    while ((this.#again || this.#offered.length > 0) && !this.#stopped) {
      try {
        if (!(await this.#holdsLock())) return this.#forget()
        await this.#dispatchAll()
        await this.#lookAfter()
      } catch (error) {
        this.#forget()
        this.#machinery.log.warn({ err: (error as Error).message }, 'the outbox could not be dispatched; trying again')
      }
    }
  }

  #forget(): void {
    this.#again = false
    this.#offered = []
  }

  /** Who got the lock goes on where the place was kept last; from then on nobody else moves it. */
  async #holdsLock(): Promise<boolean> {
    const session = this.#listener?.session
    if (!session) return false
    if (this.#lockedOn === session) return true
    const got = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [dispatchLock])
    if (!got.rows[0]!.got) return false
    const kept = await this.#machinery.query<Position>(
      'SELECT xid::text, id FROM kernel.outbox_reader WHERE name = $1',
      [readerName],
      'outbox.position',
    )
    this.#at = kept.rows[0]!
    this.#isKept = true
    this.#lockedOn = session
    return true
  }

  async #dispatchAll(): Promise<void> {
    while (!this.#stopped) {
      const rows = this.#takeOffer() ?? (this.#again ? await this.#read() : null)
      if (!rows) return
      const last = rows.at(-1)
      if (!last) continue
      const delivered = await this.#deliver(rows)
      this.#at = last
      this.#isKept = false
      if (delivered) await this.#keepPlace()
    }
  }

  async #read(): Promise<readonly OutboxRow[]> {
    this.#again = false
    const rows = await readOutbox(this.#machinery.query, this.#at!, batch)
    if (rows.length === batch) this.#again = true
    return rows
  }

  /** The rows right behind the place that was reached. What was offered from another place is read anew. */
  #takeOffer(): readonly OutboxRow[] | null {
    for (let offer = this.#offered.shift(); offer; offer = this.#offered.shift()) {
      if (offer.from.xid === this.#at!.xid && offer.from.id === this.#at!.id) return offer.rows
      this.#again = true
    }
    return null
  }

  /** What costs a statement and may wait is done once a second. News that nobody reacts to may be read again after a crash. */
  async #lookAfter(): Promise<void> {
    if (performance.now() - this.#lookedAfterAt < lookMilliseconds) return
    this.#lookedAfterAt = performance.now()
    if (!this.#isKept) await this.#keepPlace()
    await this.#retryFailed()
  }

  async #keepPlace(): Promise<void> {
    const { xid, id } = this.#at!
    await this.#machinery.query(
      'UPDATE kernel.outbox_reader SET xid = $2::xid8, id = $3, read_at = now() WHERE name = $1',
      [readerName, xid, id],
      'outbox.advance',
    )
    this.#isKept = true
  }

  /** Runs are started first and together: a message for one may stand beside it. Answers whether anything was done. */
  async #deliver(rows: readonly OutboxRow[]): Promise<boolean> {
    const starts = rows.filter((row) => row.kind === 'start').map((row) => row.id)
    if (starts.length > 0) await this.#engine.start(starts)
    let delivered = starts.length > 0
    for (const row of rows) {
      if (row.kind === 'send') await this.#send(row)
      const reactions = row.kind === 'event' ? this.#reactionsTo(row) : []
      for (const reaction of reactions) await this.#react(reaction, asEvent(row))
      delivered ||= row.kind === 'send' || reactions.length > 0
    }
    return delivered
  }

  #reactionsTo(row: OutboxRow): NamedReaction[] {
    const all = this.#registry.reactions.get(row.name) ?? []
    return all.filter((reaction) => reaction.when?.(asEvent(row)) ?? true)
  }

  /** A run that has ended meanwhile, or is gone, needs no message any more. */
  async #send(row: OutboxRow): Promise<void> {
    const { run, message, key } = row.payload as { run: string; message: unknown; key: string }
    try {
      await this.#engine.send(run, row.name, message, key)
    } catch (error) {
      if (!(error instanceof Problem)) throw error
    }
  }

  async #react(reaction: NamedReaction, event: OutboxEvent): Promise<void> {
    try {
      await inTransaction(this.#machinery.pool, async (client) => {
        const connection = connectionOf(client)
        const first = await connection.query(
          'INSERT INTO kernel.reaction_done (event, reaction) VALUES ($1, $2) ON CONFLICT DO NOTHING',
          [event.id, reaction.id],
          'reaction.done',
        )
        if (first.rowCount !== 1) return
        const ctx = freeContext(this.#machinery, {
          name: reaction.id,
          actor: program,
          surface: 'inside',
          nested: runNested,
          requestId: event.id,
          connection,
        })
        await reaction.run(ctx, event)
      })
    } catch (error) {
      await this.#noteFailure(reaction, event, error as Error)
    }
  }

  /** 1 s, 2 s, 4 s … at most an hour between tries; after the last one the row stays for people to see. */
  async #noteFailure(reaction: NamedReaction, event: OutboxEvent, error: Error): Promise<void> {
    this.#machinery.log.error({ err: error, event: event.name, reaction: reaction.id }, 'a reaction failed; it will be tried again')
    await this.#machinery.query(
      `INSERT INTO kernel.reaction_failed AS failed (event, reaction, next_at, error) VALUES ($1, $2, now() + interval '1 second', $3)
       ON CONFLICT (event, reaction) DO UPDATE SET attempts = failed.attempts + 1, error = excluded.error,
         next_at = now() + least(interval '1 hour', interval '1 second' * power(2, failed.attempts)),
         given_up_at = CASE WHEN failed.attempts + 1 >= ${mostAttempts} THEN now() END`,
      [event.id, reaction.id, error.message.slice(0, 2000)],
    )
  }

  async #retryFailed(): Promise<void> {
    const due = await this.#machinery.query<OutboxRow & { reaction: string }>(
      `SELECT o.xid::text, o.id, o.kind, o.name, o.project, o.payload, o.actor, o.at, f.reaction
       FROM kernel.reaction_failed f JOIN kernel.outbox o ON o.id = f.event
       WHERE f.given_up_at IS NULL AND f.next_at <= now() ORDER BY f.next_at LIMIT ${batch}`,
      [],
      'reaction.due',
    )
    for (const row of due.rows) {
      const reaction = this.#registry.reactions.get(row.name)?.find((candidate) => candidate.id === row.reaction)
      if (reaction) await this.#react(reaction, asEvent(row))
      await this.#machinery.query(
        `DELETE FROM kernel.reaction_failed WHERE event = $1 AND reaction = $2
         AND EXISTS (SELECT 1 FROM kernel.reaction_done d WHERE d.event = $1 AND d.reaction = $2)`,
        [row.id, row.reaction],
      )
    }
  }
}
