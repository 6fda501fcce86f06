import type { Progress } from '../workflow.ts'
import type { EngineParts } from './parts.ts'

const shortestPause = 250

/** Keeps the progress of one execution: at most four writes a second, the last word always arrives. */
export class ProgressKeeper {
  readonly #parts: EngineParts
  readonly #run: string
  #pending: Partial<Progress> | null = null
  #timer: NodeJS.Timeout | null = null
  #writing: Promise<void> = Promise.resolve()

  constructor(parts: EngineParts, run: string) {
    this.#parts = parts
    this.#run = run
  }

  tell(progress: Partial<Progress>): void {
    this.#pending = { ...this.#pending, ...progress }
    this.#timer ??= setTimeout(() => this.#write(), shortestPause)
  }

  /** Writes what was told last; before the run ends. Which step was the last one is no news of a run that has ended. */
  async finish(): Promise<void> {
    const isOnlyStep = Object.keys(this.#pending ?? {}).every((key) => key === 'step')
    if (this.#timer && !isOnlyStep) this.#write()
    await this.#writing
  }

  /** Forgets what was not written yet: the run goes on elsewhere. */
  drop(): void {
    if (this.#timer) clearTimeout(this.#timer)
    this.#timer = null
  }

  #write(): void {
    this.drop()
    const progress = JSON.stringify(this.#pending)
    this.#writing = this.#parts.machinery
      .query(
        `UPDATE kernel.run SET progress = progress || $2::jsonb WHERE id = $1 AND state = 'running' AND node = $3`,
        [this.#run, progress, this.#parts.node],
        'run.progress',
      )
      .then(
        () => {},
        (error: Error) => this.#parts.log.debug({ err: error.message, run: this.#run }, 'progress could not be stored'),
      )
  }
}
