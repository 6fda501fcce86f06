import { randomUUID } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Step } from '#kernel/workflow.ts'
import type { Json } from '../expressions/json.ts'
import { admit, NotAdmitted } from '../interpreter/admission.ts'
import { Failure, Stopped, type ErrorBody } from '../interpreter/failure.ts'
import { Interpreter } from '../interpreter/interpreter.ts'
import type { Wait } from '../interpreter/world.ts'
import { endRun, type Ending } from '../end-run.ts'
import { tellRun } from '../tell-run.ts'
import { StoredJournal } from './journal.ts'
import { requireProcessesGone } from './leftover-processes.ts'
import { claimRun, type ClaimedRun } from './run-row.ts'
import { RunWorld } from './run-world.ts'
import { Secrets } from './secrets.ts'
import { TaskNewsDesk } from './task-news.ts'
import { RunLog } from './run-log.ts'
import { Waiting } from './waiting.ts'

/** How a segment ended: with the run, or with the moment at which it is worth going on. */
export type SegmentEnd = { readonly kind: 'ended' } | { readonly kind: 'aside'; readonly milliseconds: number; readonly sentence: string }

const lookMilliseconds = 1000
/** A run that waits for something from outside looks again after this time at the latest, should a message get lost. */
const longestAside = 600_000

/** What an execution holds: a run, or a slice of one of its fan-outs. */
export interface Hold<End extends { readonly state: string; readonly error?: ErrorBody }> {
  readonly run: ClaimedRun
  readonly claim: string
  /** Only what lies below this task is its own; everything without it. */
  readonly below?: string
  /** Interprets it to its end; what breaks in the machinery is thrown. */
  readonly play: (world: RunWorld, secrets: Secrets) => Promise<End>
  /** Writes the end down; false when another execution has it. */
  readonly end: (ctx: Ctx, end: End) => Promise<boolean>
  /** Puts it aside if nothing happened since so many wakes; false: something did. */
  readonly putAside: (ctx: Ctx, aside: Aside) => Promise<boolean>
  /** What others wish of it; null when another execution has it, or it is to end. */
  readonly look: (ctx: Ctx) => Promise<Seen | null>
  /** The longest time after which it looks again. */
  readonly longestAside: number
}

export interface Aside {
  readonly until: Date | null
  readonly told: readonly object[]
  readonly wakes: number
}

export interface Seen {
  readonly wakes: number
  readonly paused: boolean
}

/** Interprets a run until it ends or nothing of it can go on. Throws with the run's error when the run failed. */
export async function runSegment(step: Step, run: string): Promise<SegmentEnd> {
  const claim = randomUUID()
  const claimed = await step.ctx.transaction(async (open) => {
    const row = await claimRun(open, run, claim)
    if (row?.first) await tellRun(open, row, 'running')
    return row
  })
  if (claimed === null) return ended(step.ctx, run)
  if (!claimed.fresh) await requireProcessesGone(step.ctx, run)
  let failed: ErrorBody | null = null
  const end = await new Segment(
    step,
    wholeRun(claimed, claim, (error) => (failed = error)),
  ).run()
  if (failed !== null) throw new Error(sentenceOfError(failed))
  return end
}

function wholeRun(run: ClaimedRun, claim: string, onFailed: (error: ErrorBody) => void): Hold<Ending> {
  return {
    run,
    claim,
    longestAside,
    play: (world, secrets) =>
      new Interpreter(world, (self, call) => admit(self, call, run.automation)).run(run.input).then<Ending, Ending>(
        (output) => ({ state: 'done', output: secrets.redact(output) }),
        (error: unknown) => {
          if (error instanceof Failure) return { state: 'failed', error: redacted(secrets, error.body) }
          if (error instanceof NotAdmitted) return { state: 'cancelled', error: notAdmitted(error) }
          throw error
        },
      ),
    async end(ctx, ending) {
      if (ending.state === 'failed') onFailed(ending.error)
      return ctx.transaction((open) => endRun(open, run.id, ending, claim))
    },
    async putAside(ctx, { until, told, wakes }) {
      const set = await ctx.query(
        `UPDATE automations.run SET working = false, state = CASE WHEN pause_requested_at IS NULL THEN 'waiting' ELSE 'paused' END, waits_for = $4, wake_at = $5
         WHERE id = $1 AND claim = $2 AND wakes = $3`,
        [run.id, claim, wakes, toJson(told), until],
        'automations.run.aside',
      )
      return set.rowCount === 1
    },
    async look(ctx) {
      const found = await ctx.query<Seen & { claim: string }>(
        'SELECT claim, wakes, pause_requested_at IS NOT NULL AS paused FROM automations.run WHERE id = $1',
        [run.id],
        'automations.run.look',
      )
      return found.rows[0]?.claim === claim ? found.rows[0] : null
    },
  }
}

/** The run ended in an earlier execution, which had no time left to say so. */
async function ended(ctx: Ctx, run: string): Promise<SegmentEnd> {
  const found = await ctx.query<{ state: string; error: { detail?: string; title?: string } | null }>(
    'SELECT state, error FROM automations.run WHERE id = $1',
    [run],
  )
  const row = found.rows[0]
  if (row?.state === 'failed') throw new Error(row.error?.detail ?? row.error?.title ?? 'The automation failed.')
  return { kind: 'ended' }
}

/** One execution of what it holds, until that ends or is put aside. */
export class Segment<End extends { readonly state: string; readonly error?: ErrorBody }> {
  readonly #step: Step
  readonly #hold: Hold<End>
  readonly #abort = new AbortController()
  readonly #waiting: Waiting
  #journal!: StoredJournal
  #log!: RunLog
  readonly #news: TaskNewsDesk
  #wakes: number
  #paused: boolean
  #told = 0
  #aside: (end: SegmentEnd) => void = () => {}
  #fail: (error: unknown) => void = () => {}

  constructor(step: Step, hold: Hold<End>) {
    this.#step = step
    this.#hold = hold
    this.#news = new TaskNewsDesk(step.ctx, hold.run)
    this.#wakes = hold.run.wakes
    this.#paused = hold.run.pause_requested_at !== null
    this.#waiting = new Waiting({
      now: () => step.ctx.clock.now().getTime(),
      suspend: (until, waits) => this.#suspend(until, waits),
      fail: (error) => this.#fail(error),
    })
  }

  async run(): Promise<SegmentEnd> {
    const { ctx, signal } = this.#step
    const { run, claim, below } = this.#hold
    const follow = (): void => this.#abort.abort(new Stopped('ended from outside'))
    signal.addEventListener('abort', follow, { once: true })
    if (signal.aborted) follow()
    const secrets = await Secrets.open(ctx, run, run.document.use?.secrets ?? [])
    const options = { query: ctx.query, run: run.id, claim, below, redact: (value: Json) => secrets.redact(value) }
    this.#journal = await StoredJournal.open({
      ...options,
      fresh: run.fresh,
      working: (work) => this.#waiting.working(work),
      news: (place, news, error) => this.#news.tell(place, news, error),
    })
    await this.#news.look()
    this.#log = new RunLog(ctx.query, run.id, (text) => secrets.redactText(text))
    const looking = setInterval(() => void this.#look().catch(() => {}), lookMilliseconds)
    try {
      return await Promise.race([this.#interpret(secrets), this.#putAside(), this.#broken()])
    } finally {
      clearInterval(looking)
      signal.removeEventListener('abort', follow)
      this.#abort.abort(new Stopped('the segment is over'))
      await this.#waiting.settled()
      this.#waiting.close()
      this.#journal.close()
      await this.#log.close()
    }
  }

  async #interpret(secrets: Secrets): Promise<SegmentEnd> {
    const world = new RunWorld({
      step: this.#step,
      run: this.#hold.run,
      journal: this.#journal,
      waiting: this.#waiting,
      secrets,
      log: this.#log,
      signal: this.#abort.signal,
      isPaused: () => this.#paused,
    })
    const end = await this.#hold.play(world, secrets)
    const mine = await this.#waiting.working(async () => {
      await this.#journal.flush()
      await this.#log.flush()
      await this.#news.flush()
      return this.#hold.end(this.#step.ctx, end)
    })
    if (!mine) throw new Stopped('Another node has taken the run over.')
    return { kind: 'ended' }
  }

  #putAside(): Promise<SegmentEnd> {
    return new Promise((resolve) => (this.#aside = resolve))
  }

  #broken(): Promise<never> {
    return new Promise((_resolve, reject) => (this.#fail = reject))
  }

  /** Only when nothing happened since it last looked: a wish or an event that comes later finds the run aside and wakes it. */
  async #suspend(until: Date | null, waits: readonly Wait[]): Promise<boolean> {
    const { ctx } = this.#step
    const { run, longestAside: longest } = this.#hold
    await this.#journal.flush()
    await this.#log.flush()
    await this.#news.flush()
    const told = waits.slice(0, 50).map(({ place, code, sentence, until: moment }) => ({ task: place.key, code, sentence, until: moment }))
    if (!(await this.#hold.putAside(ctx, { until, told, wakes: this.#wakes }))) {
      await this.#look()
      return false
    }
    await tellRun(ctx, run, this.#paused ? 'paused' : 'waiting')
    const left = until === null ? longest : Math.max(0, until.getTime() - ctx.clock.now().getTime())
    this.#aside({ kind: 'aside', milliseconds: Math.min(left, longest), sentence: sentenceOf(waits) })
    return true
  }

  /** Hears what others wish of the run, and tells people that there is news of it. */
  async #look(): Promise<void> {
    const { ctx } = this.#step
    const seen = await this.#hold.look(ctx)
    if (seen === null) return this.#abort.abort(new Stopped('Another node has taken the run over.'))
    this.#paused = seen.paused
    if (seen.wakes !== this.#wakes) {
      this.#wakes = seen.wakes
      this.#waiting.wake()
    }
    await this.#news.look()
    await this.#news.flush()
    if (this.#journal.changes === this.#told) return
    this.#told = this.#journal.changes
    await tellRun(ctx, this.#hold.run, 'running')
  }
}

function sentenceOf(waits: readonly Wait[]): string {
  const first = waits[0]
  if (!first) return 'It waits.'
  return waits.length === 1 ? first.sentence : `${first.sentence} And ${waits.length - 1} more.`
}

function sentenceOfError({ detail, title, type }: ErrorBody): string {
  return detail ?? title ?? type
}

/** The error as it may be stored: without the values of secrets. */
export function redacted(secrets: Secrets, body: ErrorBody): ErrorBody {
  return secrets.redact(JSON.parse(JSON.stringify(body)) as Json) as unknown as ErrorBody
}

function notAdmitted(error: NotAdmitted): ErrorBody {
  return { type: 'https://optimus.local/errors/not-admitted', status: 409, title: 'Busy', detail: error.message }
}
