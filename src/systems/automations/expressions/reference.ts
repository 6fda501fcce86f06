import { Worker } from 'node:worker_threads'
import type { CompiledExpression } from './compile-expression.ts'
import { ExpressionFailed, ExpressionLimit } from './expression-error.ts'
import type { Json } from './json.ts'
import type { ReferenceAnswer, ReferenceJob } from './reference-thread.ts'

/** What one evaluation by real jq may take. Processor time, because a busy machine is not the expression's fault. */
export const REFERENCE_BOUNDS = { cpuMilliseconds: 100, wallMilliseconds: 5_000, inputCharacters: 1_048_576 } as const

const IDLE_MILLISECONDS = 15_000
/** A busy machine may take long to start the thread; that is not the expression's time. */
const START_MILLISECONDS = 60_000
const CHECK_MILLISECONDS = 50

interface Pending {
  readonly job: ReferenceJob
  /** When it was handed over, and from when on it is under way. */
  since: number
  /** What the thread had used when this evaluation began; null while it waits for that. */
  cpuBefore: number | null
  readonly resolve: (output: string) => void
  readonly reject: (error: Error) => void
}

/**
 * Real jq in a worker thread: started on first use, ended when idle, replaced when an expression overruns.
 * Evaluations run one after the other.
 */
export class ReferenceJq {
  private thread: Worker | null = null
  private queue: Promise<unknown> = Promise.resolve()
  private pending: Pending | null = null
  private idle: NodeJS.Timeout | null = null
  private nextId = 0

  /**
   * All results of an expression. Throws ExpressionFailed for an error of the expression and ExpressionLimit for
   * more than 100 ms of processor time, 64 MB of memory or an input above 1 MiB.
   */
  async evaluate(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Promise<Json[]> {
    const given = Object.fromEntries(compiled.variables.map((name) => [name, variables[name] ?? null]))
    const text = JSON.stringify({ input, given })
    if (text.length > REFERENCE_BOUNDS.inputCharacters)
      throw new ExpressionLimit(`The input of a slow expression has at most ${REFERENCE_BOUNDS.inputCharacters} characters`)
    const output = await this.run(programFor(compiled), text)
    return JSON.parse(output) as Json[]
  }

  /** Whether real jq itself accepts the text; the sentence it complains with, or null. Nothing is evaluated. */
  async complaint(compiled: CompiledExpression): Promise<string | null> {
    try {
      await this.run(`empty | ${programFor(compiled)}`, 'null')
      return null
    } catch (error) {
      if (error instanceof ExpressionFailed) return error.message
      throw error
    }
  }

  async close(): Promise<void> {
    this.stopIdleTimer()
    const thread = this.thread
    this.thread = null
    this.pending?.reject(new ExpressionLimit('The expression was stopped'))
    await thread?.terminate()
  }

  private run(program: string, input: string): Promise<string> {
    const turn = this.queue.then(() => this.runNow(program, input))
    this.queue = turn.catch(() => undefined)
    return turn
  }

  private async runNow(program: string, input: string): Promise<string> {
    this.stopIdleTimer()
    const thread = this.thread ?? this.start()
    const watch = setInterval(() => void this.check(thread), CHECK_MILLISECONDS)
    try {
      return await new Promise<string>((resolve, reject) => {
        this.pending = { job: { id: this.nextId++, program, input }, resolve, reject, since: performance.now(), cpuBefore: null }
        thread.postMessage(this.pending.job)
      })
    } finally {
      clearInterval(watch)
      this.pending = null
      this.idle = setTimeout(() => void this.close(), IDLE_MILLISECONDS)
      this.idle.unref()
    }
  }

  private start(): Worker {
    const thread = new Worker(new URL('./reference-thread.ts', import.meta.url), {
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16 },
      env: {},
      stdout: true,
      stderr: true,
    })
    this.thread = thread
    thread.on('message', (answer: ReferenceAnswer) => this.settle(answer))
    thread.once('error', (error) => this.lost(thread, error))
    thread.once('exit', () => this.lost(thread, new ExpressionLimit('The expression was stopped')))
    thread.stdout.resume()
    thread.stderr.resume()
    thread.unref()
    return thread
  }

  private lost(thread: Worker, error: Error): void {
    if (this.thread !== thread) return
    this.thread = null
    const outOfMemory = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY'
    this.pending?.reject(outOfMemory ? new ExpressionLimit('The expression used more than 64 MB') : error)
  }

  private settle(answer: ReferenceAnswer): void {
    if (this.pending === null || answer.id !== this.pending.job.id) return
    if (answer.outcome === 'started') Object.assign(this.pending, { cpuBefore: answer.cpuMilliseconds, since: performance.now() })
    if (answer.outcome === 'done') this.pending.resolve(answer.output)
    if (answer.outcome === 'failed') this.pending.reject(failure(answer.message))
  }

  private async check(thread: Worker): Promise<void> {
    const watched = this.pending
    const used = await thread.cpuUsage().catch(() => null)
    // The answer may come when the evaluation is over and the next one is under way.
    if (used === null || watched === null || this.thread !== thread || this.pending !== watched) return
    const cpu = watched.cpuBefore === null ? 0 : (used.user + used.system) / 1_000 - watched.cpuBefore
    const overCpu = cpu > REFERENCE_BOUNDS.cpuMilliseconds
    const wall = watched.cpuBefore === null ? START_MILLISECONDS : REFERENCE_BOUNDS.wallMilliseconds
    if (!overCpu && performance.now() - watched.since < wall) return
    const limit = overCpu ? `${REFERENCE_BOUNDS.cpuMilliseconds} ms of processor time` : `${REFERENCE_BOUNDS.wallMilliseconds} ms`
    this.thread = null
    watched.reject(new ExpressionLimit(`The expression took more than ${limit}`))
    await thread.terminate()
  }

  private stopIdleTimer(): void {
    if (this.idle !== null) clearTimeout(this.idle)
    this.idle = null
  }
}

function programFor(compiled: CompiledExpression): string {
  const bindings = compiled.variables.map((name) => `$__given.${name} as $${name} | `).join('')
  return `.given as $__given | ${bindings}.input | [(${compiled.text}\n)]`
}

const MESSAGE = /^jq: error(?: \(at [^)]*\))?(?: \(not a string\))?: (.*)$/s

function failure(message: string): Error {
  if (message.startsWith('Aborted') || message.includes('memory'))
    return new ExpressionLimit('The expression used more than 64 MB or nested too deeply')
  const found = MESSAGE.exec(message)
  return new ExpressionFailed(found?.[1] ?? message)
}
