import type { Dbos } from './dbos.ts'
import { placesOf } from './queues.ts'

/** A run's last record is written a moment after its wrapper ended; only then is its place free. */
const releaseMilliseconds = 25
const mostLooks = 40

/**
 * Calls a queue's poll when there is reason to: a run was put in, or a place became free. So work begins at once and
 * an idle node asks the database seldom; a busy one asks once for all that ended together, and never for what it has
 * no place for. Two polls of one queue at the same instant may together take more than the queue's places, once.
 * Should the library's runner change, its own polling still does everything, later.
 */
export class QueueCalls {
  readonly #dbos: Dbos
  readonly #polling = new Map<string, Promise<unknown>>()
  readonly #again = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #looks = 0

  constructor(dbos: Dbos) {
    this.#dbos = dbos
  }

  /** Something was put into the queue. */
  call(name: string): void {
    this.#poll(name)
  }

  /** Calls all queues of this node when a place has become free. */
  callAll(): void {
    this.#looks = mostLooks
    if (!this.#timer) this.#lookSoon()
  }

  /** On a busy machine the last record takes longer: queues without a free place are looked after for a second. */
  #lookSoon(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#looks -= 1
      const names = [...(this.#dbos.queueRunner.states?.keys() ?? [])]
      const isAnyFull = names.some((name) => this.#isFull(name))
      for (const name of names) this.#poll(name)
      if (isAnyFull && this.#looks > 0) this.#lookSoon()
    }, releaseMilliseconds).unref()
  }

  #poll(name: string): void {
    if (this.#polling.has(name)) {
      this.#again.add(name)
      return
    }
    const { executor, queueRunner } = this.#dbos
    const queue = queueRunner.isRunning ? queueRunner.states?.get(name)?.queue : undefined
    if (!executor.globalInstance || !queue || !queueRunner.pollQueue || this.#isFull(name)) return
    this.#polling.set(
      name,
      queueRunner
        .pollQueue(executor.globalInstance, queue)
        .catch(() => {})
        .finally(() => this.#polled(name)),
    )
  }

  #polled(name: string): void {
    this.#polling.delete(name)
    if (this.#again.delete(name)) this.#poll(name)
  }

  #isFull(name: string): boolean {
    const running = this.#dbos.executor.globalInstance?.systemDatabase.countRunningWorkflowsForQueue?.(name) ?? 0
    return running >= placesOf(name)
  }
}
