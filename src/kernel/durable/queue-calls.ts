import type { Dbos } from './dbos.ts'

/** A run's last record is written a moment after its wrapper ended; only then is its place free. */
const releaseMilliseconds = 25

/**
 * Calls a queue's poll when there is reason to: a run was put in, or a place became free. So work begins at once and
 * an idle node asks the database seldom. Two polls of one queue at the same instant may together take more than the
 * queue's places, once. Should the library's runner change, its own polling still does everything, later.
 */
export class QueueCalls {
  readonly #dbos: Dbos
  readonly #polling = new Map<string, Promise<unknown>>()
  readonly #again = new Set<string>()

  constructor(dbos: Dbos) {
    this.#dbos = dbos
  }

  call(name: string): void {
    if (this.#polling.has(name)) {
      this.#again.add(name)
      return
    }
    const { executor, queueRunner } = this.#dbos
    const queue = queueRunner.isRunning ? queueRunner.states?.get(name)?.queue : undefined
    if (!executor.globalInstance || !queue || !queueRunner.pollQueue) return
    this.#polling.set(
      name,
      queueRunner
        .pollQueue(executor.globalInstance, queue)
        .catch(() => {})
        .finally(() => this.#polled(name)),
    )
  }

  /** Calls all queues of this node when a place has become free. */
  callAll(): void {
    setTimeout(() => {
      for (const name of this.#dbos.queueRunner.states?.keys() ?? []) this.call(name)
    }, releaseMilliseconds)
  }

  #polled(name: string): void {
    this.#polling.delete(name)
    if (this.#again.delete(name)) this.call(name)
  }
}
