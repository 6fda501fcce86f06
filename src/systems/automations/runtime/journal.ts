import type { Query } from '#kernel/database.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Json } from '../expressions/json.ts'
import { failure, Stopped, type ErrorBody } from '../interpreter/failure.ts'
import type { Journal, Note, Outcome, Recorded, TaskPlace } from '../interpreter/world.ts'
import { loadEntries, writeRows, type Entry, type JournalRow } from './journal-rows.ts'
import type { TaskNews } from './task-news.ts'

/** Largest outcome in bytes; what is larger belongs into a file or a table. */
export const largestOutcome = 256 * 1024
const largestContext = 1024 * 1024
/** Tasks without an effect that are written down for people; a loop of thousands does not fill the table. */
const mostNotes = 2000
const noteMilliseconds = 250

interface JournalOptions {
  readonly query: Query
  readonly run: string
  readonly claim: string
  /** Only what lies below this task is read; everything without it. */
  readonly below?: string
  /** There is nothing to read. */
  readonly fresh: boolean
  /** Takes the values of secrets out of whatever is stored. */
  readonly redact: (value: Json) => Json
  /** Storing is work: a run is not put aside meanwhile. */
  readonly working: <T>(work: () => Promise<T>) => Promise<T>
  /** Hears what happens to tasks, each once for each execution. */
  readonly news: (place: TaskPlace, news: TaskNews, error?: ErrorBody) => void
}

/** The journal of a run in its table. What waits to be stored is stored together, so that many branches cost few commits. */
export class StoredJournal implements Journal {
  readonly #options: JournalOptions
  readonly #entries: Map<string, Entry>
  #pending = new Map<string, JournalRow>()
  #waiting: { resolve: () => void; reject: (error: unknown) => void }[] = []
  #isFlushing = false
  #timer: NodeJS.Timeout | undefined
  #notes = 0
  /** Counts what was stored, for those who tell people that there is news. */
  changes = 0

  private constructor(options: JournalOptions, entries: Map<string, Entry>) {
    this.#options = options
    this.#entries = entries
  }

  static async open(options: JournalOptions): Promise<StoredJournal> {
    const { query, run, below, fresh } = options
    return new StoredJournal(options, fresh ? new Map() : await loadEntries(query, run, { below }))
  }

  recorded(key: string): Outcome | null {
    const entry = this.#entries.get(key)
    return entry?.recorded && (entry.state === 'done' || entry.state === 'failed') ? (entry as Outcome) : null
  }

  beganAt(key: string): Date | null {
    return this.#entries.get(key)?.startedAt ?? null
  }

  wakeAt(key: string): Date | null {
    return this.#entries.get(key)?.wakeAt ?? null
  }

  /** Whether anything was begun whose key begins like this. */
  hasBelow(prefix: string): boolean {
    return this.#entries.keys().some((key) => key.startsWith(prefix))
  }

  childRun(key: string): string | null {
    return this.#entries.get(key)?.childRun ?? null
  }

  /** Positions of all events that tasks of this run took. */
  taken(): Set<string> {
    return new Set([...this.#entries.values()].flatMap((entry) => entry.taken ?? []))
  }

  note({ place, state, input, output, error, attempts }: Note): void {
    const known = this.#entries.get(place.key)
    // A task that waits was begun before, in an earlier execution: that it begins anew here is no news.
    if (known && (known.recorded || known.state === state || state === 'running')) return
    if (known === undefined && this.#notes >= mostNotes && state !== 'failed') return
    const now = new Date()
    if (known === undefined) this.#notes += 1
    const row = this.#merge(place, {
      state,
      input: input === undefined ? undefined : this.#forPeople(input),
      output: output === undefined ? undefined : this.#forPeople(output),
      error: error && this.#redactError(error),
      attempts,
      startedAt: known?.startedAt ?? now,
      endedAt: state === 'running' || state === 'waiting' ? undefined : now,
    })
    this.#entries.set(place.key, { ...known, ...row, recorded: false } as Entry)
    this.#tell(place, known?.state, { state, error: row.error })
    this.#storeSoon()
  }

  async record(place: TaskPlace, outcome: Outcome, { repeatable = false, ...more }: Recorded = {}): Promise<Outcome> {
    const kept = this.#keepable(place, outcome)
    const startedAt = more.startedAt ?? this.#entries.get(place.key)?.startedAt ?? new Date()
    const input = more.input === undefined ? undefined : this.#forPeople(more.input)
    const before = this.#entries.get(place.key)?.state
    const row = this.#merge(place, { ...kept, ...more, input, startedAt, endedAt: new Date(), recorded: true, waitsFor: null })
    if (repeatable) this.#storeSoon()
    else await this.#stored()
    const entry = this.#entries.get(place.key)
    if (entry?.recorded && entry !== (row as unknown)) return entry as Outcome
    this.#tell(place, before, kept)
    this.#entries.set(place.key, { ...row, recorded: true } as Entry)
    return kept
  }

  async recordWait(place: TaskPlace, wait: { wakeAt?: Date; waitsFor?: string; input?: Json; childRun?: string }): Promise<void> {
    const input = wait.input === undefined ? undefined : this.#forPeople(wait.input)
    const startedAt = this.#entries.get(place.key)?.startedAt ?? new Date()
    const row = this.#merge(place, { ...wait, input, state: 'waiting', startedAt })
    await this.#stored()
    const before = this.#entries.get(place.key)
    this.#entries.set(place.key, { ...before, ...row, recorded: false } as Entry)
    if (place.kind === 'retry') this.#options.news(place, 'retried')
    else if (before?.state !== 'waiting') this.#options.news(place, 'suspended')
  }

  #storeSoon(): void {
    this.#timer ??= setTimeout(() => void this.flush().catch(() => {}), noteMilliseconds)
  }

  #tell(place: TaskPlace, before: string | undefined, { state, error }: Pick<JournalRow, 'state' | 'error'>): void {
    const { news } = this.#options
    if (before === undefined && state !== 'skipped') for (const first of ['created', 'started'] as const) news(place, first)
    if (before === 'waiting' && (state === 'done' || state === 'failed')) news(place, 'resumed')
    if (state === 'done') news(place, 'completed')
    if (state === 'failed') news(place, 'faulted', error)
  }

  /** Stores what is pending; returns when it is. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#pending.size > 0) await this.#stored()
  }

  close(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#pending.clear()
  }

  #merge(place: TaskPlace, fields: Partial<JournalRow>): JournalRow {
    const before = this.#pending.get(place.key)
    const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
    const { key, reference, name, kind, step } = place
    const row: JournalRow = { attempts: 1, recorded: false, state: 'running', ...before, ...given, key, reference, name, kind, step }
    this.#pending.set(key, row)
    return row
  }

  #stored(): Promise<void> {
    return this.#options.working(() => {
      const stored = new Promise<void>((resolve, reject) => this.#waiting.push({ resolve, reject }))
      if (!this.#isFlushing) void this.#drain()
      return stored
    })
  }

  /** What could not be stored stays pending: it goes along with whatever is stored next. */
  async #drain(): Promise<void> {
    this.#isFlushing = true
    for (let failed = false; this.#waiting.length > 0 || (this.#pending.size > 0 && !failed);) {
      const [rows, waiting] = [this.#pending, this.#waiting]
      this.#pending = new Map()
      this.#waiting = []
      try {
        if (rows.size > 0) await this.#write([...rows.values()])
        failed = false
        waiting.forEach(({ resolve }) => resolve())
      } catch (error) {
        failed = true
        this.#pending = new Map([...rows, ...this.#pending])
        waiting.forEach(({ reject }) => reject(error))
      }
    }
    this.#isFlushing = false
  }

  /** A row that was not taken was recorded before, or this execution is no longer the one that counts. */
  async #write(rows: readonly JournalRow[]): Promise<void> {
    const { query, run, claim } = this.#options
    const taken = await writeRows(query, { run, claim, rows })
    this.changes += 1
    const refused = rows.filter((row) => !taken.has(row.key))
    if (refused.length === 0) return
    const entries = await loadEntries(query, run, { keys: refused.map((row) => row.key) })
    for (const row of refused) {
      const earlier = entries.get(row.key)
      if (earlier?.recorded) this.#entries.set(row.key, earlier)
      else throw new Stopped('Another node has taken the run over.')
    }
  }

  #keepable(place: TaskPlace, outcome: Outcome): Outcome {
    const redacted: Outcome = {
      ...outcome,
      ...(outcome.output === undefined ? {} : { output: this.#options.redact(outcome.output) }),
      ...(outcome.error === undefined ? {} : { error: this.#redactError(outcome.error) }),
    }
    const size = Buffer.byteLength(toJson(redacted.output ?? null))
    const context = Buffer.byteLength(toJson(redacted.context ?? null))
    if (size <= largestOutcome && context <= largestContext) return redacted
    const sentence =
      size > largestOutcome
        ? `It answered ${size} bytes; at most ${largestOutcome} are kept. Store it elsewhere and answer where it is.`
        : `The context has ${context} bytes; at most ${largestContext} are kept.`
    return { state: 'failed', error: failure('validation', sentence).at(place.reference).body }
  }

  #redactError(error: ErrorBody): ErrorBody {
    return this.#options.redact(JSON.parse(JSON.stringify(error)) as Json) as unknown as ErrorBody
  }

  /** What people see of data is cut short where it is long. */
  #forPeople(value: Json): Json {
    const redacted = this.#options.redact(value)
    const text = toJson(redacted)
    return text.length <= 64 * 1024 ? redacted : { shortened: text.slice(0, 8 * 1024), characters: text.length }
  }
}
