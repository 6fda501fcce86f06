import type { Dbos } from './dbos.ts'
import { placesOf } from './queues.ts'

/** A run's last record is written a moment after its wrapper ended; only then is its place free. */
const releaseMilliseconds = 25
const mostLooks = 40

/**
 * Calls a queue's poll when there is reason to: a run was put in, or a place became free while others may wait. So work
 * begins at once and an idle node asks the database seldom; a busy one asks once for all that ended together, and never
 * for what it has no place for. Two polls of one queue at the same instant may together take more than the queue's
 * places, once. Should the library's runner change, its own polling still does everything, later.
 */
export class QueueCalls {
  readonly #dbos: Dbos
  readonly #polling = new Map<string, Promise<unknown>>()
  readonly #again = new Set<string>()
  /** Queues that may hold more than was taken: there was no place for it. */
  readonly #left = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #looks = 0

  constructor(dbos: Dbos) {
    this.#dbos = dbos
  }

  /** Learns, from now on, of every claim: one that took as much as it might have left the rest. Looks into all queues. */
  begin(): void {
    const database = this.#dbos.executor.globalInstance!.systemDatabase
    const claim = database.findAndMarkStartableWorkflows
    database.findAndMarkStartableWorkflows = async (...asked) => {
      const [{ name }, , , , running = 0] = asked
      const claimed = await claim.apply(database, asked)
      if (claimed.length >= placesOf(name) - running) this.#left.add(name)
      return claimed
    }
    this.callAll()
  }

  /** Something was put into the queue. */
  call(name: string): void {
    this.#poll(name)
  }

  /** What was put in may not have been heard: the connection that hears it was away. */
  callAll(): void {
    for (const name of this.#dbos.queueRunner.states?.keys() ?? []) this.#poll(name)
  }

  /** A place becomes free: where something was left is looked again. */
  callLeft(): void {
    this.#looks = mostLooks
    if (!this.#timer && this.#left.size > 0) this.#lookSoon()
  }

  /** On a busy machine the last record takes longer: queues without a free place are looked after for a second. */
  #lookSoon(): void {
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#looks -= 1
      for (const name of [...this.#left]) this.#poll(name)
      if (this.#left.size > 0 && this.#looks > 0) this.#lookSoon()
    }, releaseMilliseconds).unref()
  }

  #poll(name: string): void {
    if (this.#polling.has(name)) {
      this.#again.add(name)
      return
    }
    const { executor, queueRunner } = this.#dbos
    const queue = queueRunner.isRunning ? queueRunner.states?.get(name)?.queue : undefined
    if (!executor.globalInstance || !queue || !queueRunner.pollQueue) return
    if (this.#isFull(name)) {
      this.#left.add(name)
      return
    }
    this.#left.delete(name)
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
