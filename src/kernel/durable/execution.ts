import { StepError } from '../workflow.ts'

/**
 * One execution of a run on this node. It may be ended from outside: cancelled, taken over by another node, or left
 * behind by an orderly stop. Then the steps that run hear it by their signal, the workflow's own code never goes on
 * (no catch or finally of it runs), and once the last step has really ended `ended` rejects with the reason.
 */
export class Execution {
  readonly run: string
  readonly ended: Promise<never>
  readonly #abort = new AbortController()
  #reject: (reason: Error) => void = () => {}
  #reason: Error | null = null
  #steps = 0

  constructor(run: string) {
    this.run = run
    this.ended = new Promise((_resolve, reject) => (this.#reject = reject))
    this.ended.catch(() => {})
  }

  get signal(): AbortSignal {
    return this.#abort.signal
  }

  get reason(): Error | null {
    return this.#reason
  }

  end(reason: Error): void {
    if (this.#reason) return
    this.#reason = reason
    this.#abort.abort(reason)
    this.#settle()
  }

  /** Runs a step's body; the execution does not end before it. */
  async holding<T>(work: () => Promise<T>): Promise<T> {
    this.#steps += 1
    try {
      return await work()
    } finally {
      this.#steps -= 1
      this.#settle()
    }
  }

  /**
   * Lets the workflow's code make one durable call. A failure of a step reaches the code; everything else that may
   * go wrong (ownership lost, history that does not fit, the engine closing) ends the execution instead.
   */
  async calling<T>(call: () => Promise<T>): Promise<T> {
    if (this.#reason) return never()
    try {
      const result = await call()
      return this.#reason ? await never() : result
    } catch (error) {
      if (this.#reason) return never()
      const failure = StepError.from(error)
      if (failure) throw failure
      this.end(error as Error)
      return never()
    }
  }

  #settle(): void {
    if (this.#reason && this.#steps === 0) this.#reject(this.#reason)
  }
}

/** A promise of its own each time: one shared by all would hold on to everybody who ever awaited it. */
function never(): Promise<never> {
  return new Promise<never>(() => {})
}

/** The executions of this node. */
export class Executions {
  readonly #running = new Map<string, Execution>()

  begin(run: string): Execution {
    const execution = new Execution(run)
    this.#running.set(run, execution)
    return execution
  }

  finish(execution: Execution): void {
    if (this.#running.get(execution.run) === execution) this.#running.delete(execution.run)
  }

  get(run: string): Execution | undefined {
    return this.#running.get(run)
  }

  get runs(): string[] {
    return [...this.#running.keys()]
  }

  endAll(reason: Error): void {
    for (const execution of this.#running.values()) execution.end(reason)
  }
}
