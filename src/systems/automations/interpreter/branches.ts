import type { Json } from '../expressions/json.ts'
import { Ended, Failure, failure, Stopped } from './failure.ts'
import { branchFrame, type Frame, type TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import { mergeContexts } from './merge-contexts.ts'
import type { Outcome, TaskPlace } from './world.ts'

export interface Branches {
  /** The number of the first one; 0 without it. */
  readonly first?: number
  readonly count: number
  /** How many at a time, exactly. */
  readonly parallel: number
  /** The first that is done wins; the others are stopped. */
  readonly compete: boolean
  /** What one branch does. */
  readonly begin: (index: number, frame: Frame) => Promise<Json>
  /** Whether this branch is to begin; otherwise none after it does either. */
  readonly wanted?: (index: number, frame: Frame) => Promise<boolean>
  /** Has others carry them out; null: they are carried out here. */
  readonly share?: () => Promise<Outcome | null>
}

/**
 * Runs branches side by side, each with a context of its own. How it ended is recorded, with what the branches left
 * in the context: which of them was quicker must not come out differently in a replay.
 */
export async function runBranches(walker: Walker, call: TaskCall, branches: Branches): Promise<Json> {
  const { journal } = walker.world
  const place: TaskPlace = { ...call.place, key: `${call.place.key}?branches`, kind: 'branches' }
  const known = journal.recorded(place.key)
  const outcome = known ?? (await journal.record(place, (await branches.share?.()) ?? (await playBranches(walker, call, branches))))
  if (outcome.context !== undefined) call.frame.context.value = outcome.context
  if (outcome.state === 'failed') throw new Failure(outcome.error!)
  return outcome.output ?? null
}

/** How branches end, without recording it. */
export function playBranches(walker: Walker, call: TaskCall, branches: Branches): Promise<Outcome> {
  return new BranchRun(walker, call, branches).run()
}

type End = { readonly output: Json } | { readonly error: unknown }

class BranchRun {
  readonly #walker: Walker
  readonly #call: TaskCall
  readonly #branches: Branches
  readonly #abort = new AbortController()
  readonly #frames: Frame[] = []
  readonly #ends: (End | undefined)[] = []
  /** The branch that decided: it failed, or it won. */
  #decisive: number | null = null
  #next: number
  readonly #end: number
  #enough = false

  constructor(walker: Walker, call: TaskCall, branches: Branches) {
    this.#walker = walker
    this.#call = call
    this.#branches = branches
    this.#next = branches.first ?? 0
    this.#end = this.#next + branches.count
  }

  async run(): Promise<Outcome> {
    const { count, parallel } = this.#branches
    this.#decisive = this.#decidedBefore()
    const lanes = Math.max(1, Math.min(count, parallel))
    const ended = await Promise.allSettled(Array.from({ length: count === 0 ? 0 : lanes }, () => this.#lane()))
    const broken = ended.find((one) => one.status === 'rejected')
    if (broken) throw broken.reason
    return this.#outcome()
  }

  /** An earlier execution may have seen a branch decide before it ended itself. */
  #decidedBefore(): number | null {
    const { journal } = this.#walker.world
    for (let index = this.#next; index < this.#end; index += 1) if (journal.recorded(this.#place(index).key)) return index
    return null
  }

  async #lane(): Promise<void> {
    while (!this.#enough && this.#next < this.#end) {
      const index = this.#next
      this.#next += 1
      await this.#branch(index)
    }
  }

  async #branch(index: number): Promise<void> {
    const { frame } = this.#call
    const { compete, begin, wanted } = this.#branches
    const signal = AbortSignal.any([frame.signal, this.#abort.signal])
    const replayOnly = frame.replayOnly || (this.#decisive !== null && this.#decisive !== index)
    const own = branchFrame(frame, { signal, replayOnly })
    this.#frames[index] = own
    try {
      if (wanted && !(await wanted(index, own))) {
        this.#enough = true
        return
      }
      const output = await begin(index, own)
      if (compete && this.#decisive === null) await this.#decide(index, { state: 'done' })
      this.#ends[index] = { output }
    } catch (error) {
      this.#ends[index] = { error }
      if (error instanceof Failure && !compete && this.#decisive === null) await this.#decide(index, { state: 'failed', error: error.body })
      else if (error instanceof Ended) await this.#endAll(error)
      else if (!(error instanceof Failure || error instanceof Stopped)) await this.#endAll(error)
    }
  }

  /** Recorded before the others are stopped: they may be half-way in what they do. */
  async #decide(index: number, outcome: Outcome): Promise<void> {
    this.#decisive = index
    this.#enough = true
    await this.#walker.world.journal.record(this.#place(index), outcome)
    this.#abort.abort(new Stopped('another branch decided'))
  }

  async #endAll(error: unknown): Promise<never> {
    this.#enough = true
    this.#abort.abort(new Stopped('the workflow ended'))
    throw error
  }

  #outcome(): Outcome {
    const { frame, place } = this.#call
    if (frame.signal.aborted) throw new Stopped('ended from outside')
    const contexts = this.#frames.map((own) => own.context.value)
    const context = mergeContexts(frame.context.value, contexts)
    const { compete } = this.#branches
    const decisive = this.#decisive === null ? undefined : this.#ends[this.#decisive]
    if (compete) {
      if (decisive && 'output' in decisive)
        return { state: 'done', output: decisive.output, context: mergeContexts(frame.context.value, [contexts[this.#decisive!]!]) }
      const last = this.#ends.flatMap((end) => (end && 'error' in end && end.error instanceof Failure ? [end.error] : [])).at(-1)
      return { state: 'failed', error: (last ?? failure('runtime', 'No branch came to an end.').at(place.reference)).body, context }
    }
    if (decisive && 'error' in decisive) {
      if (!(decisive.error instanceof Failure)) throw decisive.error
      return { state: 'failed', error: decisive.error.body, context }
    }
    const stopped = this.#ends.find((end) => end && 'error' in end)
    if (stopped && 'error' in stopped) throw stopped.error
    return { state: 'done', output: this.#ends.flatMap((end) => (end && 'output' in end ? [end.output] : [])), context }
  }

  #place(index: number): TaskPlace {
    return { ...this.#call.place, key: `${this.#call.place.key}?branch#${index}`, kind: 'branches' }
  }
}
