import { openPool, openSession } from '#kernel/database.ts'

/** Hears when runs end, so that nobody has to ask the server for it meanwhile. */
export class RunClock {
  readonly #session: Awaited<ReturnType<typeof openSession>>
  readonly #ended = new Set<string>()
  #look: () => void = () => {}

  private constructor(session: Awaited<ReturnType<typeof openSession>>) {
    this.#session = session
    session.on('notification', ({ payload = '' }) => {
      const [word, run = ''] = payload.split(' ')
      if (word !== 'ended') return
      this.#ended.add(run)
      this.#look()
    })
  }

  static async open(url: string): Promise<RunClock> {
    const session = await openSession(url)
    await session.query('LISTEN optimus_run')
    return new RunClock(session)
  }

  /** Milliseconds from the first start to the last end of so many runs that begin at once. */
  async timed(concurrency: number, begin: () => Promise<string>): Promise<number> {
    this.#ended.clear()
    const began = performance.now()
    const runs = await Promise.all(Array.from({ length: concurrency }, begin))
    await new Promise<void>((resolve) => {
      this.#look = () => {
        if (runs.every((run) => this.#ended.has(run))) resolve()
      }
      this.#look()
    })
    return performance.now() - began
  }

  async close(): Promise<void> {
    await this.#session.end()
  }
}

/** So many lanes, each with a connection of its own, that insert a row and commit again and again. */
export class RawCommits {
  readonly #pool: ReturnType<typeof openPool>
  readonly #lanes: number

  private constructor(pool: ReturnType<typeof openPool>, lanes: number) {
    this.#pool = pool
    this.#lanes = lanes
  }

  static async open(url: string, lanes: number): Promise<RawCommits> {
    const pool = openPool(url, { max: lanes })
    await pool.query('CREATE TABLE IF NOT EXISTS kernel.bench_row (n integer)')
    const raw = new RawCommits(pool, lanes)
    await raw.timed(lanes * 2)
    return raw
  }

  /** Milliseconds for so many commits. */
  async timed(count: number): Promise<number> {
    const began = performance.now()
    let left = count
    const lane = async (): Promise<void> => {
      while (left-- > 0) await this.#pool.query({ name: 'bench.raw', text: 'INSERT INTO kernel.bench_row VALUES ($1)', values: [left] })
    }
    await Promise.all(Array.from({ length: this.#lanes }, lane))
    return performance.now() - began
  }

  async close(): Promise<void> {
    await this.#pool.end()
  }
}
