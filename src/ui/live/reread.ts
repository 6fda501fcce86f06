import type { QueryClient } from '@tanstack/react-query'
import { covers, type LiveEvent, type Topic } from './topics.ts'

/** Many events of one moment cause one reading; a long stream of them causes one a second. */
const gatherMilliseconds = 120
const streamMilliseconds = 1000

interface Watch {
  readonly topics: readonly Topic[]
  readonly key: readonly unknown[]
}

/** Knows which answers on screen depend on which events, and reads them again when one arrives. */
export class Reread {
  readonly #queries: QueryClient
  readonly #watches = new Set<Watch>()
  readonly #due = new Set<Watch>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #quiet: ReturnType<typeof setTimeout> | undefined
  #calm = true

  constructor(queries: QueryClient) {
    this.#queries = queries
  }

  watch(watch: Watch): () => void {
    this.#watches.add(watch)
    return () => {
      this.#watches.delete(watch)
      this.#due.delete(watch)
    }
  }

  on(event: LiveEvent): void {
    for (const watch of this.#watches) {
      if (watch.topics.some((topic) => covers(topic, event))) this.#due.add(watch)
    }
    if (this.#due.size > 0 && this.#timer === undefined) this.#readAfter(this.#calm ? gatherMilliseconds : streamMilliseconds)
  }

  everything(): void {
    void this.#queries.invalidateQueries()
  }

  /** An answer that is being read right now may be too old already, so its turn comes again. */
  #read(): void {
    this.#timer = undefined
    const due = [...this.#due]
    this.#due.clear()
    for (const watch of due) {
      const queryKey = watch.key
      if (this.#queries.isFetching({ queryKey, exact: true }) > 0) this.#due.add(watch)
      else void this.#queries.invalidateQueries({ queryKey, exact: true })
    }
    if (this.#due.size > 0) this.#readAfter(gatherMilliseconds)
    else this.#quieten()
  }

  #readAfter(milliseconds: number): void {
    this.#timer = setTimeout(() => this.#read(), milliseconds)
  }

  #quieten(): void {
    this.#calm = false
    clearTimeout(this.#quiet)
    this.#quiet = setTimeout(() => (this.#calm = true), streamMilliseconds)
  }
}
