import { Worker } from 'node:worker_threads'
import type { FolderFacts } from './folder-facts.ts'
import type { FolderReply, FolderRequest } from './folder-worker.ts'

/** Milliseconds without work after which the thread ends, and its memory with it. */
const idleAfter = 5000
/** One folder may take this long; a thread that hangs on one is ended, and the others in it are told. */
const deadline = 300_000

interface Waiting {
  readonly resolve: (facts: FolderFacts) => void
  readonly reject: (error: Error) => void
  readonly timer: NodeJS.Timeout
  readonly forget: () => void
}

/**
 * Reads folders in a thread of their own, so that the server answers while thousands of files are looked at, and so that
 * the memory it took is gone afterwards.
 */
export class FolderReader {
  #worker: Worker | null = null
  #idle: NodeJS.Timeout | undefined
  #number = 0
  readonly #waiting = new Map<number, Waiting>()

  /** Rejects when aborted, when the deadline is over, or when the thread broke; the next call starts a new one. */
  read(folder: string, signal?: AbortSignal): Promise<FolderFacts> {
    signal?.throwIfAborted()
    clearTimeout(this.#idle)
    const worker = (this.#worker ??= this.#start())
    worker.ref()
    const number = (this.#number += 1)
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => this.#break(new Error(`Reading ${folder} took longer than ${deadline / 60_000} minutes.`)), deadline)
      timer.unref()
      const onAbort = (): void => this.#end(number, (one) => one.reject(new DOMException('Aborted', 'AbortError')))
      signal?.addEventListener('abort', onAbort)
      this.#waiting.set(number, { resolve, reject, timer, forget: () => signal?.removeEventListener('abort', onAbort) })
      worker.postMessage({ number, folder } satisfies FolderRequest)
    })
  }

  #start(): Worker {
    const worker = new Worker(new URL('folder-worker.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 8 },
    })
    worker.on('message', (reply: FolderReply) => {
      this.#end(reply.number, (one) =>
        'facts' in reply ? one.resolve(reply.facts) : one.reject(Object.assign(new Error(reply.error.message), { code: reply.error.code })),
      )
    })
    worker.on('error', (error) => this.#break(error))
    worker.on('exit', () => this.#worker === worker && this.#break(new Error('The reading thread ended.')))
    return worker
  }

  #end(number: number, tell: (one: Waiting) => void): void {
    const one = this.#waiting.get(number)
    if (!one) return
    this.#waiting.delete(number)
    clearTimeout(one.timer)
    one.forget()
    tell(one)
    if (this.#waiting.size > 0) return
    this.#worker?.unref()
    this.#idle = setTimeout(() => this.#break(null), idleAfter)
    this.#idle.unref()
  }

  /** Ends the thread; whoever waits is told why. */
  #break(error: Error | null): void {
    const worker = this.#worker
    this.#worker = null
    for (const number of [...this.#waiting.keys()]) this.#end(number, (one) => one.reject(error ?? new Error('The reading thread ended.')))
    clearTimeout(this.#idle)
    void worker?.terminate()
  }
}
