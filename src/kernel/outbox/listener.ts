import type { Client } from 'pg'
import { openSession } from '../database.ts'
import type { Log } from '../log.ts'
import { outboxChannel } from './write.ts'

/** Wakes its owner when something was committed to the outbox: by notification, and by polling as repair. */
export class OutboxListener {
  readonly #connection: { readonly url: string; readonly name: string }
  readonly #log: Log
  readonly #wake: (cause: 'news' | 'poll') => void
  #session: Client | null = null
  #connecting: Promise<void> | null = null
  #timer: NodeJS.Timeout | undefined
  #closed = false

  /** The name marks the session, so that whoever takes over from a frozen node can end it and free its lock. */
  constructor(connection: { readonly url: string; readonly name: string }, log: Log, wake: (cause: 'news' | 'poll') => void) {
    this.#connection = connection
    this.#log = log
    this.#wake = wake
  }

  async open(): Promise<void> {
    await this.#connect()
    this.#timer = setInterval(() => this.#repair(), pollMilliseconds)
    this.#timer.unref()
  }

  /** The LISTEN session while it is proven to stand; null while it is being rebuilt. */
  get session(): Client | null {
    return this.#session
  }

  async close(): Promise<void> {
    this.#closed = true
    clearInterval(this.#timer)
    // A session that is just being opened would outlive its owner and keep the process from ending.
    await this.#connecting?.catch(() => {})
    await this.#session?.end().catch(() => {})
    this.#session = null
  }

  async #connect(): Promise<void> {
    const session = await openSession(this.#connection.url, { application_name: this.#connection.name })
    session.on('notification', () => this.#wake('news'))
    session.on('end', () => {
      if (this.#session === session) this.#session = null
    })
    await session.query(`LISTEN ${outboxChannel}`)
    this.#session = session
  }

  #repair(): void {
    this.#wake('poll')
    if (this.#session || this.#closed || this.#connecting) return
    this.#connecting = this.#connect()
      .then(
        () => this.#wake('poll'),
        (error: Error) => this.#log.warn({ err: error.message }, 'the outbox listener could not reconnect yet'),
      )
      .finally(() => (this.#connecting = null))
  }
}

const pollMilliseconds = 2000
