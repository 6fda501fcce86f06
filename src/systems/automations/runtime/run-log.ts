import type { Query } from '#kernel/database.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'

type Stream = 'stdout' | 'stderr' | 'note'

const mostLines = 5000
const longestLine = 4000
const flushMilliseconds = 500

/** What the tasks of a run write, stored together some time soon. Long output is cut, and says so. */
export class RunLog {
  readonly #query: Query
  readonly #run: string
  readonly #redact: (text: string) => string
  #lines: { task: string; stream: Stream; text: string; at: Date }[] = []
  #written = 0
  #timer: NodeJS.Timeout | undefined
  #flushing: Promise<void> = Promise.resolve()

  constructor(query: Query, run: string, redact: (text: string) => string) {
    this.#query = query
    this.#run = run
    this.#redact = redact
  }

  write(task: string, stream: Stream, text: string): void {
    for (const line of this.#redact(text).split('\n')) {
      if (this.#written > mostLines) return
      this.#written += 1
      const isLast = this.#written > mostLines
      const shown = isLast ? `More than ${mostLines} lines; the rest is not kept.` : line.slice(0, longestLine)
      this.#lines.push({ task, stream: isLast ? 'note' : stream, text: shown, at: new Date() })
    }
    this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), flushMilliseconds)
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const lines = this.#lines.splice(0)
    if (lines.length > 0) this.#flushing = this.#flushing.catch(() => {}).then(() => this.#store(lines))
    return this.#flushing
  }

  async close(): Promise<void> {
    await this.flush().catch(() => {})
  }

  async #store(lines: object[]): Promise<void> {
    await this.#query(
      `INSERT INTO automations.log (run, task, stream, text, at) SELECT $1, l.task, l.stream, l.text, l.at
       FROM jsonb_to_recordset($2::jsonb) AS l (task text, stream text, text text, at timestamptz)
       WHERE EXISTS (SELECT FROM automations.run WHERE id = $1)`,
      [this.#run, toJson(lines)],
      'automations.log.write',
    )
  }
}
