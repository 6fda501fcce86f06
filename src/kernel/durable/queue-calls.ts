import type { Dbos } from './dbos.ts'
import { placesOf } from './queues.ts'

/** A run's last record is written a moment after its wrapper ended; only then is its place free. */
const releaseMilliseconds = 25
const mostLooks = 40

/**
 * Calls a queue's poll when there is reason to: a run was put in, or a place became free and somebody may wait for it.
 * So work begins at once, an idle node asks the database seldom, and a busy one does not ask for what it has no place
 * for. Two polls of one queue at the same instant may together take more than the queue's places, once. Should the
 * library's runner change, its own polling still does everything, later.
 */
export class QueueCalls {
  readonly #dbos: Dbos
  readonly #polling = new Map<string, Promise<unknown>>()
  readonly #again = new Set<string>()
  /** Queues of this node that were polled at least once, and those that may hold more than was taken. */
  readonly #known = new Set<string>()
  readonly #waiting = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #looks = 0

  constructor(dbos: Dbos) {
    this.#dbos = dbos
  }

  /** Something was put into the queue. */
  call(name: string): void {
    this.#waiting.add(name)
    this.#poll(name)
  }

  /** A place has become free. A queue without one had perhaps more to give than there were places. */
  callAll(): void {
    for (const name of this.#dbos.queueRunner.states?.keys() ?? [])
      if (!this.#known.has(name) || this.#isFull(name)) this.#waiting.add(name)
    this.#looks = mostLooks
    if (!this.#timer) this.#lookSoon()
  }

  /** On a busy machine the last record takes longer: who still waits for a place is looked after for a second. */
  #lookSoon(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#looks -= 1
      for (const name of this.#waiting) this.#poll(name)
      if (this.#looks > 0 && [...this.#waiting].some((name) => this.#isFull(name))) this.#lookSoon()
    }, releaseMilliseconds)
  }

  #poll(name: string): void {
    if (this.#polling.has(name)) {
      this.#again.add(name)
      return
    }
    const { executor, queueRunner } = this.#dbos
    const queue = queueRunner.isRunning ? queueRunner.states?.get(name)?.queue : undefined
    if (!executor.globalInstance || !queue || !queueRunner.pollQueue || this.#isFull(name)) return
    this.#known.add(name)
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
    else if (!this.#isFull(name)) this.#waiting.delete(name)
  }

  #isFull(name: string): boolean {
    const running = this.#dbos.executor.globalInstance?.systemDatabase.countRunningWorkflowsForQueue?.(name) ?? 0
    return running >= placesOf(name)
  }
}
