import { isObject, type Json } from '../expressions/json.ts'
import { Ended, Failure, failure, Stopped } from './failure.ts'
import type { Frame, TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

/** Single effects see to their time themselves: there is nothing in them that went on before. */
const leaves = new Set(['call', 'run', 'emit', 'set', 'switch', 'raise'])

/** Milliseconds that a task may take; null without a limit. */
export async function timeoutOf(walker: Walker, call: TaskCall, input: Json): Promise<number | null> {
  const given = call.task['timeout']
  const named = typeof given === 'string' ? (walker.world.document.use?.timeouts?.[given] as Json | undefined) : given
  if (!isObject(named) || named['after'] === undefined) return null
  return walker.evaluation.duration(call, named['after'], { data: input })
}

/** Runs a composed task within its time. The time counts from when it first began, whatever happened to the machine. */
export async function withTimeout(walker: Walker, call: TaskCall, input: Json, body: (frame: Frame) => Promise<Json>): Promise<Json> {
  const composed = !leaves.has(call.place.kind) || isComposedCall(call)
  const milliseconds = composed ? await timeoutOf(walker, call, input) : null
  return milliseconds === null ? body(call.frame) : within(walker, call, milliseconds, body)
}

/** Functions and functions of the runtime hold tasks of their own. */
function isComposedCall({ task, place }: TaskCall): boolean {
  if (place.kind !== 'call') return isObject(task['run']) && task['run']['workflow'] !== undefined
  return (
    typeof task['call'] === 'string' &&
    !['http', 'openapi', 'mcp'].includes(task['call']) &&
    !/^[a-z][a-zA-Z0-9]*\.[a-zA-Z0-9]+$/.test(task['call'])
  )
}

/** The outcome is recorded: in a replay, time that has passed since must not turn what was done into what was late. */
export async function within(walker: Walker, call: TaskCall, milliseconds: number, body: (frame: Frame) => Promise<Json>): Promise<Json> {
  const { journal } = walker.world
  const place = { ...call.place, key: `${call.place.key}?timeout`, kind: 'timeout' }
  const known = journal.recorded(place.key)
  if (known) {
    if (known.context !== undefined) call.frame.context.value = known.context
    if (known.state === 'failed') throw new Failure(known.error!)
    return known.output ?? null
  }
  const wakeAt = journal.wakeAt(place.key) ?? new Date(walker.world.now().getTime() + milliseconds)
  if (journal.wakeAt(place.key) === null) await journal.recordWait(place, { wakeAt })
  const late = failure('timeout', `It took longer than ${milliseconds} ms.`).at(call.place.reference)
  const outcome = await race(walker, call, { wakeAt, body, late })
  const counted = await journal.record(place, { ...outcome, context: call.frame.context.value })
  if (counted.state === 'failed') throw new Failure(counted.error!)
  return counted.output ?? null
}

interface Race {
  readonly wakeAt: Date
  readonly body: (frame: Frame) => Promise<Json>
  readonly late: Failure
}

async function race(walker: Walker, call: TaskCall, { wakeAt, body, late }: Race) {
  const { world } = walker
  const abort = new AbortController()
  const signal = AbortSignal.any([call.frame.signal, abort.signal])
  const over = world.now() >= wakeAt
  const running = body({ ...call.frame, signal, replayOnly: call.frame.replayOnly || over })
  const ended = running.then(
    (output) => ({ state: 'done' as const, output }),
    (error: unknown) => {
      if (error instanceof Failure) return { state: 'failed' as const, error: error.body }
      if (error instanceof Stopped && (over || abort.signal.aborted)) return 'late' as const
      throw error
    },
  )
  const alarm = world.alarm(wakeAt, AbortSignal.any([signal, abort.signal])).then(() => 'late' as const)
  try {
    const first = over ? await ended : await Promise.race([ended, alarm])
    if (first !== 'late') return first
    abort.abort(late)
    const last = await ended
    return last === 'late' ? { state: 'failed' as const, error: late.body } : last
  } catch (error) {
    if (error instanceof Ended) abort.abort(error)
    throw error
  } finally {
    if (!abort.signal.aborted) abort.abort(late)
    alarm.catch(() => {})
  }
}
