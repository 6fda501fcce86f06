import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { Failure, matchesError } from './failure.ts'
import type { Frame, TaskCall, TaskResult } from './frame.ts'
import type { Walker } from './walker.ts'
import { within } from './timeouts.ts'

interface Catch {
  readonly errors?: { readonly with?: JsonObject }
  readonly as?: string
  readonly when?: string
  readonly exceptWhen?: string
  readonly retry?: Json
  readonly do?: Json[]
  readonly then?: string
}

interface Retry {
  readonly when?: string
  readonly exceptWhen?: string
  readonly delay?: Json
  readonly backoff?: JsonObject
  readonly limit?: { readonly attempt?: { readonly count?: number; readonly duration?: Json }; readonly duration?: Json }
  readonly jitter?: { readonly from: Json; readonly to: Json }
}

const longestDelay = 24 * 3_600_000

/** Tries, tries again as its policy says, and hands what remains to `catch`. */
export async function tryTask(walker: Walker, call: TaskCall, input: Json): Promise<TaskResult> {
  const caught = call.task['catch'] as unknown as Catch
  const retry = policyOf(walker, caught.retry)
  for (let attempt = 1; ; attempt += 1) {
    try {
      return { output: await attemptOnce(walker, call, { input, attempt, retry }), then: undefined }
    } catch (error) {
      if (!(error instanceof Failure)) throw error
      const handling = handler(call, caught, error)
      if (!(await matches(walker, handling, caught, error))) throw error
      if (retry && (await mayRetry(walker, handling, { retry, attempt, input }))) {
        await waitForNext(walker, handling, { retry, attempt, input })
        continue
      }
      if (caught.do === undefined && retry) throw error
      if (caught.do === undefined) return { output: input, then: caught.then }
      const { place } = call
      const list = { items: caught.do, reference: `${place.reference}/catch/do`, key: `${place.key}/catch/do`, frame: handling.frame }
      return { output: (await walker.list(list, input)).output, then: caught.then }
    }
  }
}

interface Trying {
  readonly retry: Retry | null
  readonly attempt: number
  readonly input: Json
}

async function attemptOnce(walker: Walker, call: TaskCall, { input, attempt, retry }: Trying): Promise<Json> {
  const { task, place, frame } = call
  const key = `${place.key}/try${attempt > 1 ? `#${attempt}` : ''}`
  const run = async (own: Frame): Promise<Json> => {
    const list = { items: task['try'] as Json[], reference: `${place.reference}/try`, key, frame: own }
    return (await walker.list(list, input)).output
  }
  const limit = retry?.limit?.attempt?.duration
  if (limit === undefined) return run(frame)
  const milliseconds = await walker.evaluation.duration(call, limit, { data: input })
  return within(walker, { ...call, place: { ...place, key } }, milliseconds, run)
}

/** The call as expressions and tasks of `catch` see it, with the error. */
function handler(call: TaskCall, { as = 'error' }: Catch, error: Failure): TaskCall {
  const variables = { ...call.frame.variables, [as]: JSON.parse(JSON.stringify(error.body)) as Json }
  return { ...call, frame: { ...call.frame, variables, caught: error } }
}

async function matches(walker: Walker, call: TaskCall, caught: Catch, error: Failure): Promise<boolean> {
  if (!matchesError(error.body, caught.errors?.with)) return false
  const data = { data: JSON.parse(JSON.stringify(error.body)) as Json }
  if (caught.when !== undefined && !(await walker.evaluation.holds(call, caught.when, data))) return false
  return caught.exceptWhen === undefined || !(await walker.evaluation.holds(call, caught.exceptWhen, data))
}

function policyOf(walker: Walker, given: Json | undefined): Retry | null {
  const found = typeof given === 'string' ? (walker.world.document.use?.retries?.[given] as unknown as Json | undefined) : given
  return isObject(found) ? (found as unknown as Retry) : null
}

async function mayRetry(walker: Walker, call: TaskCall, { retry, attempt, input }: Trying): Promise<boolean> {
  const { when, exceptWhen, limit } = retry!
  if (limit?.attempt?.count !== undefined && attempt > limit.attempt.count) return false
  if (when !== undefined && !(await walker.evaluation.holds(call, when, { data: input }))) return false
  if (exceptWhen !== undefined && (await walker.evaluation.holds(call, exceptWhen, { data: input }))) return false
  if (limit?.duration === undefined) return true
  const milliseconds = await walker.evaluation.duration(call, limit.duration, { data: input })
  const first = await delayOf(walker, call, { retry, attempt: 1, input })
  const pauses = attempt === 1 ? 0 : first + pausesSince(walker, call, attempt)
  return pauses + (await delayOf(walker, call, { retry, attempt, input })) <= milliseconds
}

/** Time between the end of the first wait and that of the last, as recorded: a replay comes to the same decision. */
function pausesSince(walker: Walker, call: TaskCall, attempt: number): number {
  const { journal } = walker.world
  const moments = Array.from({ length: attempt - 1 }, (_, index) => journal.wakeAt(retryKey(call, index + 1))?.getTime() ?? 0)
  const first = moments[0]
  return first === undefined ? 0 : moments.at(-1)! - first
}

async function delayOf(walker: Walker, call: TaskCall, { retry, attempt, input }: Trying): Promise<number> {
  const { delay, backoff } = retry!
  const first = delay === undefined ? 0 : await walker.evaluation.duration(call, delay, { data: input })
  if (backoff?.['exponential'] !== undefined) return Math.min(longestDelay, first * 2 ** (attempt - 1))
  if (backoff?.['linear'] !== undefined) return Math.min(longestDelay, first * attempt)
  return first
}

/** The moment of the next try, with its jitter, is recorded before it is waited for. */
async function waitForNext(walker: Walker, call: TaskCall, trying: Trying): Promise<void> {
  const { world, evaluation } = walker
  const place = { ...call.place, key: retryKey(call, trying.attempt), kind: 'retry' }
  if (world.journal.recorded(place.key)) return
  let until = world.journal.wakeAt(place.key)
  if (until === null) {
    const { jitter } = trying.retry!
    const [from, to] = jitter
      ? [
          await evaluation.duration(call, jitter.from, { data: trying.input }),
          await evaluation.duration(call, jitter.to, { data: trying.input }),
        ]
      : [0, 0]
    const wait = (await delayOf(walker, call, trying)) + from + world.random() * Math.max(0, to - from)
    until = new Date(world.now().getTime() + wait)
    await world.gate(call.frame.replayOnly ? AbortSignal.abort() : call.frame.signal)
    await world.journal.recordWait(place, { wakeAt: until, waitsFor: `try ${trying.attempt + 1}` })
  }
  const sentence = `Try ${trying.attempt + 1} is at ${until.toISOString()}: ${call.frame.caught?.message ?? ''}`
  await world.sleep({ place, code: 'retry', sentence, until, signal: call.frame.signal })
  await world.journal.record(place, { state: 'done' })
}

function retryKey(call: TaskCall, attempt: number): string {
  return `${call.place.key}?retry#${attempt}`
}
