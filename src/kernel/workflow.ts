import type { z } from 'zod'
import type { Ctx, Startable } from './context.ts'

/** Progress people see: `done` of `total` in `unit`, the step's name and a sentence. */
export interface Progress {
  readonly done: number
  readonly total: number | null
  readonly unit: string
  readonly step: string
  readonly message: string
}

/**
 * What a durable sequence may do. Code between the calls must be deterministic: no clock, no random, no reads.
 * A run that is cancelled, or goes on elsewhere, ends where it stands: no catch and no finally of its code runs.
 */
export interface Workflow {
  /** Id of the run, and the prefix of every step's idempotency key. */
  readonly run: string
  readonly project: string | null
  /**
   * Runs once and remembers the result. After a crash a step that had not finished runs again, so it either is
   * idempotent or uses `step.key` with the outside world. Results are JSON of at most 256 KiB.
   */
  step<T>(name: string, work: (step: Step) => Promise<T>, options?: StepOptions): Promise<T>
  /** Steps side by side, started in this order; all have ended when it returns. */
  all<T>(steps: readonly [string, (step: Step) => Promise<T>, StepOptions?][]): Promise<T[]>
  /** Starts another workflow and gives its run id; `awaitRun` waits for it. */
  child<I extends z.ZodObject>(workflow: Startable<I>, input: z.input<I>, options?: { title?: string; host?: string }): Promise<string>
  awaitRun(run: string): Promise<unknown>
  sleep(milliseconds: number): Promise<void>
  /** Waits for a message sent with `ctx.send`; null when the time is over. `waitsFor` is what people read meanwhile. */
  receive<T>(topic: string, timeoutMilliseconds: number, waitsFor?: string): Promise<T | null>
  /** Tells progress; cheap, last value wins, not a step. */
  progress(progress: Partial<Progress>): Promise<void>
  /** The moment the run began, the same in every replay. */
  readonly startedAt: Date
}

export interface Step {
  /** `ctx` of the run: its actor, its own short transactions by `ctx.transaction`. */
  readonly ctx: Ctx
  /** `<run>:<step>`: hand it to the outside world as idempotency key. */
  readonly key: string
  /** Aborted when the run is cancelled: wire it into every process and call. */
  readonly signal: AbortSignal
}

/**
 * How a step's failure reaches the workflow's code, the same in the first run and in every replay: the message, and
 * the code of the problem or of the operating system where there was one.
 */
export class StepError extends Error {
  readonly step: string
  readonly code: string | null
  /** Place of the step in the run's history; a resumed run goes on from here. */
  readonly place: number

  constructor(failure: { message: string; step: string; code: string | null; place: number }) {
    super(failure.message)
    this.name = 'StepError'
    this.step = failure.step
    this.code = failure.code
    this.place = failure.place
  }

  /** The step's failure in an error as it was thrown or as it came back from the history; null when it is none. */
  static from(error: unknown): StepError | null {
    if (error instanceof StepError) return error
    const { name, step, message, code = null, place } = (error ?? {}) as Partial<StepError>
    return name === 'StepError' ? new StepError({ message: message ?? '', step: step ?? '', code, place: place ?? 0 }) : null
  }
}

export interface StepOptions {
  /** Tries after the first one; each waits `interval` times `backoff` longer. Default 0. */
  readonly retries?: number
  readonly intervalMilliseconds?: number
  readonly backoff?: number
  readonly timeoutMilliseconds?: number
}

export interface WorkflowDefinition<I extends z.ZodObject = z.ZodObject, T = unknown> extends Startable<I> {
  readonly run: (workflow: Workflow, input: z.output<I>) => Promise<T>
}

/** Declares a durable sequence; the manifest lists it. */
export function defineWorkflow<I extends z.ZodObject, T>(definition: WorkflowDefinition<I, T>): WorkflowDefinition<I, T> {
  return definition
}
