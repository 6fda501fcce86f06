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
    this.#busy ??= this.#work().finally(() => (this.#busy = null))
    await this.#busy
  }

  async stop(): Promise<void> {
    this.#stopped = true
    await this.#busy
  }

  async #work(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false
      try {
        if (await this.#holdsLock()) {
          await this.#dispatchAll()
          await this.#retryFailed()
        }
      } catch (error) {
        this.#machinery.log.warn({ err: (error as Error).message }, 'the outbox could not be dispatched; trying again')
      }
    }
  }

  async #holdsLock(): Promise<boolean> {
    const session = this.#listener?.session
    if (!session) return false
    if (this.#lockedOn === session) return true
    const got = await session.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1) AS got', [dispatchLock])
    if (got.rows[0]!.got) this.#lockedOn = session
    return this.#lockedOn === session
  }

  async #dispatchAll(): Promise<void> {
    const { query } = this.#machinery
    for (;;) {
      const at = await query<Position>('SELECT xid::text, id FROM kernel.outbox_reader WHERE name = $1', [readerName], 'outbox.position')
      const rows = await readOutbox(query, at.rows[0]!, batch)
      for (const row of rows) await this.#deliver(row)
      const last = rows.at(-1)
      if (last)
        await query(
          'UPDATE kernel.outbox_reader SET xid = $2::xid8, id = $3, read_at = now() WHERE name = $1',
          [readerName, last.xid, last.id],
          'outbox.advance',
        )
      if (rows.length < batch || this.#stopped) return
    }
  }

  async #deliver(row: OutboxRow): Promise<void> {
    if (row.kind === 'start') return this.#engine.start(row.id)
    if (row.kind === 'send') return this.#send(row)
    const event = asEvent(row)
    for (const reaction of this.#registry.reactions.get(row.name) ?? []) {
      if (reaction.when?.(event) ?? true) await this.#react(reaction, event)
    }
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
