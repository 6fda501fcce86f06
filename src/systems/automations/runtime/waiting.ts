import { Stopped } from '../interpreter/failure.ts'
import type { Wait } from '../interpreter/world.ts'

/** Waits shorter than this are sat out: a segment of its own would take longer. */
const sitOutMilliseconds = 400

interface Parked {
  readonly wait: Wait | null
  readonly until: number | null
  readonly settle: () => void
}

interface WaitingOptions {
  readonly now: () => number
  /**
   * Called when nothing of the run can go on before the moment given. True: the execution ends here, and whoever
   * waits is left behind. False: something happened meanwhile; everybody looks again.
   */
  readonly suspend: (until: Date | null, waits: readonly Wait[]) => Promise<boolean>
  readonly fail: (error: unknown) => void
}

/** Who of a run waits, and for what. When nobody works, the run is put aside. */
export class Waiting {
  readonly #options: WaitingOptions
  readonly #parked = new Set<Parked>()
  #working = 0
  #looking: NodeJS.Immediate | undefined
  #timer: NodeJS.Timeout | undefined
  #suspending = false
  #closed = false
  #idle: (() => void)[] = []
  #wakes = 0

  constructor(options: WaitingOptions) {
    this.#options = options
  }

  get waits(): Wait[] {
    return [...this.#parked].flatMap(({ wait }) => (wait ? [wait] : []))
  }

  /** Work that has to end before the run can be put aside. */
  async working<T>(work: () => Promise<T>): Promise<T> {
    this.#working += 1
    try {
      return await work()
    } finally {
      this.#working -= 1
      if (this.#working === 0) this.#idle.splice(0).forEach((resolve) => resolve())
      this.#lookSoon()
    }
  }

  /** Asks until there is an answer, each time something may have happened; 'timeout' once the moment has passed. */
  async until<T>(wait: Wait, ask: () => Promise<T | null>): Promise<T | 'timeout'> {
    for (;;) {
      if (wait.signal.aborted) throw new Stopped('ended from outside')
      const { wakes } = this
      const answer = await this.working(ask)
      if (answer !== null) return answer
      if (wait.until !== null && this.#options.now() >= wait.until.getTime()) return 'timeout'
      await this.untilWoken(wait, wakes)
    }
  }

  /** Counts what may have happened: who looked before the last of it has to look again. */
  get wakes(): number {
    return this.#wakes
  }

  /** Returns when something may have happened since the count given, or at the moment. */
  async untilWoken(wait: Wait, since: number): Promise<void> {
    if (since !== this.#wakes) return
    await this.#park(wait, wait.until?.getTime() ?? null, wait.signal)
    if (wait.signal.aborted) throw new Stopped('ended from outside')
  }

  /** Returns at the moment, and never when it is aborted before. */
  async alarm(until: Date, signal: AbortSignal): Promise<void> {
    while (this.#options.now() < until.getTime()) {
      await this.#park(null, until.getTime(), signal)
      if (signal.aborted) await new Promise(() => {})
    }
  }

  /** Something happened from outside: everybody looks again. */
  wake(): void {
    this.#wakes += 1
    for (const { settle } of this.#parked) settle()
  }

  /** Returns once nothing works any more. */
  async settled(): Promise<void> {
    if (this.#working > 0) await new Promise<void>((resolve) => this.#idle.push(resolve))
  }

  close(): void {
    this.#closed = true
    clearImmediate(this.#looking)
    clearTimeout(this.#timer)
  }

  #park(wait: Wait | null, until: number | null, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const settle = (): void => {
        signal.removeEventListener('abort', settle)
        this.#parked.delete(parked)
        resolve()
      }
      const parked: Parked = { wait, until, settle }
      this.#parked.add(parked)
      signal.addEventListener('abort', settle, { once: true })
      if (signal.aborted) settle()
      else this.#lookSoon()
    })
  }

  /** What is worked out between waits takes no turn of the event loop, so after one turn everybody waits or works. */
  #lookSoon(): void {
    if (this.#closed || this.#suspending) return
    this.#looking ??= setImmediate(() => {
      this.#looking = undefined
      this.#look()
    })
  }

  #look(): void {
    if (this.#closed || this.#suspending || this.#parked.size === 0) return
    const next = Math.min(...[...this.#parked].map((parked) => parked.until ?? Infinity))
    const left = next - this.#options.now()
    clearTimeout(this.#timer)
    const isBlocked = this.#working === 0 && [...this.#parked].some((parked) => parked.wait !== null)
    if (isBlocked && left > sitOutMilliseconds) void this.#suspend(next).catch(this.#options.fail)
    else if (left < Infinity) this.#timer = setTimeout(() => this.#settleDue(), Math.max(0, Math.min(left, 2 ** 31 - 1)) + 1)
  }

  #settleDue(): void {
    const now = this.#options.now()
    for (const { until, settle } of this.#parked) if (until !== null && until <= now) settle()
    this.#lookSoon()
  }

  async #suspend(next: number): Promise<void> {
    this.#suspending = true
    const aside = await this.#options.suspend(next === Infinity ? null : new Date(next), this.waits)
    if (aside) return this.close()
    this.#suspending = false
    this.wake()
    this.#lookSoon()
  }
}
