import type { Query } from '../database.ts'
import type { OutboxEvent } from '../events.ts'
import type { Live } from '../kernel.ts'
import type { Log } from '../log.ts'
import { asEvent, formatPosition, newestPosition, parsePosition, readOutbox, wasPruned, type OutboxRow, type Position } from './read.ts'

const batch = 500

interface LiveOptions {
  readonly query: Query
  readonly log: Log
  /** Hears of all rows, and after which place they stand: whoever is at that place need not read them again. */
  readonly onRead: (from: Position, rows: readonly OutboxRow[]) => void
}

/** Passes every committed event to the listeners of this node, in order; each node reads the outbox for itself. */
export class LiveReader implements Live {
  readonly #query: Query
  readonly #log: Log
  readonly #onRead: (from: Position, rows: readonly OutboxRow[]) => void
  readonly #listeners = new Set<(event: OutboxEvent) => void>()
  #at: Position
  #reading = false
  #again = false

  private constructor({ query, log, onRead }: LiveOptions, at: Position) {
    this.#query = query
    this.#log = log
    this.#onRead = onRead
    this.#at = at
  }

  static async open(options: LiveOptions): Promise<LiveReader> {
    return new LiveReader(options, await newestPosition(options.query))
  }

  listen(listener: (event: OutboxEvent) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  position(): string {
    return formatPosition(this.#at)
  }

  async since(position: string, limit: number): Promise<OutboxEvent[] | null> {
    const after = parsePosition(position)
    if (!after) return null
    if (await wasPruned(this.#query, after)) return null
    const rows = await readOutbox(this.#query, after, limit + 1)
    return rows.length > limit ? null : rows.filter((row) => row.kind === 'event').map(asEvent)
  }

  /** Reads what is new. Calls while a read is under way are folded into one further read. */
  async wake(): Promise<void> {
    if (this.#reading) {
      this.#again = true
      return
    }
    this.#reading = true
    try {
      do {
        this.#again = false
        await this.#drain()
      } while (this.#again)
    } catch (error) {
      this.#log.warn({ err: (error as Error).message }, 'live events could not be read; trying again')
    } finally {
      this.#reading = false
    }
  }

  async #drain(): Promise<void> {
    for (;;) {
      const from = this.#at
      const rows = await readOutbox(this.#query, from, batch)
      if (rows.length > 0) this.#onRead(from, rows)
      for (const row of rows) {
        this.#at = row
        if (row.kind === 'event') this.#tell(asEvent(row))
      }
      if (rows.length < batch) return
    }
  }

  #tell(event: OutboxEvent): void {
    for (const listener of this.#listeners) {
      try {
        listener(event)
      } catch (error) {
        this.#log.error({ err: error, event: event.name }, 'a live listener broke')
      }
    }
  }
}
