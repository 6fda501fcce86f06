import type { Client, QueryResult } from 'pg'
import { openSession } from '../database.ts'
import type { Log } from '../log.ts'

export const runChannel = 'optimus_run'

const retryMilliseconds = 500

/**
 * This node's own connection, apart from every pool: it carries the heartbeat and hears which runs ended or are to
 * be cancelled. It is opened again whenever it is lost, and remembers that it was.
 */
export class NodeSession {
  readonly #connectionString: string
  readonly #applicationName: string
  readonly #log: Log
  readonly #hear: (message: string) => void
  readonly #returned: () => void
  #client: Client | null = null
  #opening: Promise<void> | null = null
  #lostAt = -Infinity
  #closed = false

  constructor(options: {
    connectionString: string
    applicationName: string
    log: Log
    hear: (message: string) => void
    returned: () => void
  }) {
    this.#connectionString = options.connectionString
    this.#applicationName = options.applicationName
    this.#log = options.log
    this.#hear = options.hear
    this.#returned = options.returned
  }

  async open(): Promise<void> {
    await this.#connect()
  }

  /** Rejects while there is no connection. */
  async query<R extends object>(text: string, values: readonly unknown[] = []): Promise<QueryResult<R>> {
    const client = this.#client
    if (!client) throw new Error('Connection terminated: the database is away')
    return client.query<R>(text, values as unknown[])
  }

  /** Whether the connection broke at or after this moment of `performance.now()`, or is broken now. */
  lostSince(moment: number): boolean {
    return this.#client === null || this.#lostAt >= moment
  }

  get isUp(): boolean {
    return this.#client !== null
  }

  /** Gives the connection up, as after a query that never came back, and opens another. */
  reset(): void {
    const client = this.#client
    if (client) this.#lose(client)
    void client?.end().catch(() => {})
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#opening?.catch(() => {})
    await this.#client?.end().catch(() => {})
    this.#client = null
  }

  async #connect(): Promise<void> {
    const client = await openSession(this.#connectionString, { application_name: this.#applicationName })
    client.on('notification', (message) => this.#hear(message.payload ?? ''))
    client.once('end', () => this.#lose(client))
    try {
      await client.query(`LISTEN ${runChannel}`)
    } catch (error) {
      await client.end().catch(() => {})
      throw error
    }
    this.#client = client
  }

  #lose(client: Client): void {
    if (this.#client !== client) return
    this.#client = null
    this.#lostAt = performance.now()
    if (this.#closed || this.#opening) return
    this.#opening = this.#reopen().finally(() => (this.#opening = null))
  }

  async #reopen(): Promise<void> {
    while (!this.#closed) {
      try {
        await this.#connect()
        return this.#returned()
      } catch (error) {
        this.#log.debug({ err: (error as Error).message }, 'the database is away; connecting again')
        await new Promise((resolve) => setTimeout(resolve, retryMilliseconds))
      }
    }
  }
}
