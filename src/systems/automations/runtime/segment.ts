import { randomUUID } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Step } from '#kernel/workflow.ts'
import type { Json } from '../expressions/json.ts'
import { admit, NotAdmitted } from '../interpreter/admission.ts'
import { Failure, Stopped } from '../interpreter/failure.ts'
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

/** Interprets a run until it ends or nothing of it can go on. Throws with the run's error when the run failed. */
export async function runSegment(step: Step, run: string): Promise<SegmentEnd> {
  const claim = randomUUID()
  const claimed = await claimRun(step.ctx, run, claim)
  if (claimed === null) return ended(step.ctx, run)
  await requireProcessesGone(step.ctx, run)
  return new Segment(step, claimed, claim).run()
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

class Segment {
  readonly #step: Step
  readonly #run: ClaimedRun
  readonly #claim: string
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

  constructor(step: Step, run: ClaimedRun, claim: string) {
    this.#step = step
    this.#run = run
    this.#claim = claim
    this.#news = new TaskNewsDesk(step.ctx, run)
    this.#wakes = run.wakes
    this.#paused = run.pause_requested_at !== null
    this.#waiting = new Waiting({
      now: () => step.ctx.clock.now().getTime(),
      suspend: (until, waits) => this.#suspend(until, waits),
      fail: (error) => this.#fail(error),
    })
  }

  async run(): Promise<SegmentEnd> {
    const { ctx, signal } = this.#step
    const follow = (): void => this.#abort.abort(new Stopped('ended from outside'))
    signal.addEventListener('abort', follow, { once: true })
    if (signal.aborted) follow()
    const secrets = await Secrets.open(ctx, this.#run, this.#run.document.use?.secrets ?? [])
    const options = { query: ctx.query, run: this.#run.id, claim: this.#claim, redact: (value: Json) => secrets.redact(value) }
    this.#journal = await StoredJournal.load({
      ...options,
      working: (work) => this.#waiting.working(work),
      news: (place, news, error) => this.#news.tell(place, news, error),
    })
    await this.#news.look()
    this.#log = new RunLog(ctx.query, this.#run.id, (text) => secrets.redactText(text))
    const looking = setInterval(() => void this.#look().catch(() => {}), lookMilliseconds)
    if (this.#run.first) await tellRun(ctx, this.#run, 'running')
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
      run: this.#run,
      journal: this.#journal,
      waiting: this.#waiting,
      secrets,
      log: this.#log,
      signal: this.#abort.signal,
      isPaused: () => this.#paused,
    })
    const interpreter = new Interpreter(world, (self, call) => admit(self, call, this.#run.automation))
    const ending = await interpreter.run(this.#run.input).then<Ending, Ending>(
      (output) => ({ state: 'done', output: secrets.redact(output) }),
      (error: unknown) => {
        if (error instanceof Failure) return { state: 'failed', error: secrets.redact(plain(error.body)) as unknown as Failure['body'] }
        if (error instanceof NotAdmitted) return { state: 'cancelled', error: notAdmitted(error) }
        throw error
      },
    )
    await this.#waiting.working(async () => {
      await this.#journal.flush()
      await this.#log.flush()
      await this.#news.flush()
    })
    return this.#end(ending)
  }

  async #end(ending: Ending): Promise<SegmentEnd> {
    const { ctx } = this.#step
    const mine = await this.#waiting.working(() => ctx.transaction((open) => endRun(open, this.#run.id, ending, this.#claim)))
    if (!mine) throw new Stopped('Another node has taken the run over.')
    if (ending.state === 'failed') throw new Error(ending.error.detail ?? ending.error.title ?? ending.error.type)
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
    await this.#journal.flush()
    await this.#log.flush()
    await this.#news.flush()
    const told = waits.slice(0, 50).map(({ place, code, sentence, until: moment }) => ({ task: place.key, code, sentence, until: moment }))
    const set = await ctx.query(
      `UPDATE automations.run SET working = false, state = CASE WHEN pause_requested_at IS NULL THEN 'waiting' ELSE 'paused' END, waits_for = $4, wake_at = $5
       WHERE id = $1 AND claim = $2 AND wakes = $3`,
      [this.#run.id, this.#claim, this.#wakes, toJson(told), until],
      'automations.run.aside',
    )
    if (set.rowCount !== 1) {
      await this.#look()
      return false
    }
    await tellRun(ctx, this.#run, this.#paused ? 'paused' : 'waiting')
    const left = until === null ? longestAside : Math.max(0, until.getTime() - ctx.clock.now().getTime())
    this.#aside({ kind: 'aside', milliseconds: Math.min(left, longestAside), sentence: sentenceOf(waits) })
    return true
  }

  /** Hears what others wish of the run, and tells people that there is news of it. */
  async #look(): Promise<void> {
    const { ctx } = this.#step
    const found = await ctx.query<{ claim: string; wakes: number; paused: boolean }>(
      'SELECT claim, wakes, pause_requested_at IS NOT NULL AS paused FROM automations.run WHERE id = $1',
      [this.#run.id],
      'automations.run.look',
    )
    const row = found.rows[0]
    if (row?.claim !== this.#claim) return this.#abort.abort(new Stopped('Another node has taken the run over.'))
    this.#paused = row.paused
    if (row.wakes !== this.#wakes) {
      this.#wakes = row.wakes
      this.#waiting.wake()
    }
    await this.#news.look()
    await this.#news.flush()
    if (this.#journal.changes === this.#told) return
    this.#told = this.#journal.changes
    await tellRun(ctx, this.#run, 'running')
  }
}

function sentenceOf(waits: readonly Wait[]): string {
  const first = waits[0]
  if (!first) return 'It waits.'
  return waits.length === 1 ? first.sentence : `${first.sentence} And ${waits.length - 1} more.`
}

function plain(body: object): Json {
  return JSON.parse(JSON.stringify(body)) as Json
}

function notAdmitted(error: NotAdmitted): Failure['body'] {
  return { type: 'https://optimus.local/errors/not-admitted', status: 409, title: 'Busy', detail: error.message }
}
