import type { PoolClient } from 'pg'
import type { Kernel } from './kernel.ts'

const tryEvery = 2000

/**
 * One node among all that ask for the same name holds the office: it has a session with an advisory lock. When the
 * node or its connection goes, Postgres frees the lock and another node takes over within two seconds.
 */
export class Election {
  readonly #kernel: Pick<Kernel, 'pool' | 'log'>
  readonly #name: string
  #client: PoolClient | null = null
  #timer: NodeJS.Timeout | undefined
  #stopped = false

  constructor(kernel: Pick<Kernel, 'pool' | 'log'>, name: string) {
    this.#kernel = kernel
    this.#name = name
  }

  /** Whether this node holds the office right now. */
  get elected(): boolean {
    return this.#client !== null
  }

  async begin(): Promise<void> {
    await this.#try()
    this.#timer = setInterval(() => void this.#try(), tryEvery)
    this.#timer.unref()
  }

  async stop(): Promise<void> {
    this.#stopped = true
    clearInterval(this.#timer)
    this.#release()
  }

  async #try(): Promise<void> {
    if (this.#client || this.#stopped) return
    let client: PoolClient | undefined
    try {
      client = await this.#kernel.pool.connect()
      const got = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS got', [this.#name])
      if (!got.rows[0]!.got || this.#client || this.#stopped) return client.release(got.rows[0]!.got)
      this.#client = client
      client.on('error', () => this.#release())
      client.on('end', () => this.#release())
    } catch (error) {
      client?.release(true)
      this.#kernel.log.debug({ err: (error as Error).message, office: this.#name }, 'no election now')
    }
  }

  /** The connection is destroyed rather than given back: the lock belongs to it. */
  #release(): void {
    const client = this.#client
    this.#client = null
    client?.release(true)
  }
}
