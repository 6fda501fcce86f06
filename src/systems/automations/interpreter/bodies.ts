import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { callTask } from './call-task.ts'
import { emitTask } from './emit-task.ts'
import { Failure, failure } from './failure.ts'
import { forkTask } from './fork-task.ts'
import { stoppable, type TaskCall, type TaskResult } from './frame.ts'
import { describeValue } from './describe-value.ts'
import type { Walker } from './walker.ts'
import { listenTask } from './listen-task.ts'
import { runTask } from './run-task.ts'
import { tryTask } from './try-task.ts'
import { timeoutOf } from './timeouts.ts'

export type Bodies = (call: TaskCall, input: Json) => Promise<TaskResult>

/** What each kind of task does. */
export function bodyOf(walker: Walker): Bodies {
  const only = async (output: Promise<Json>): Promise<TaskResult> => ({ output: await output, then: undefined })
  return (call, input) => {
    switch (call.place.kind) {
      case 'do':
        return only(doTask(walker, call, input))
      case 'set':
        return only(walker.evaluation.shaped(call, call.task['set']!, { data: input }))
      case 'switch':
        return switchTask(walker, call, input)
      case 'raise':
        return raiseTask(walker, call, input)
      case 'for':
        return only(forTask(walker, call, input))
      case 'fork':
        return only(forkTask(walker, call, input))
      case 'try':
        return tryTask(walker, call, input)
      case 'wait':
        return only(waitTask(walker, call, input))
      case 'listen':
        return only(listenTask(walker, call, input))
      case 'emit':
        return only(emitTask(walker, call, input))
      case 'run':
        return only(runTask(walker, call, input))
      default:
        return only(callTask(walker, call, input))
    }
  }
}

async function doTask(walker: Walker, { task, place, frame }: TaskCall, input: Json): Promise<Json> {
  const list = { items: task['do'] as Json[], reference: `${place.reference}/do`, key: `${place.key}/do`, frame }
  return (await walker.list(list, input)).output
}

async function switchTask(walker: Walker, call: TaskCall, input: Json): Promise<TaskResult> {
  for (const item of call.task['switch'] as JsonObject[]) {
    const wanted = Object.values(item)[0] as { when?: string; then: string }
    if (wanted.when === undefined || (await walker.evaluation.holds(call, wanted.when, { data: input })))
      return { output: input, then: wanted.then }
  }
  return { output: input, then: undefined }
}

async function raiseTask(walker: Walker, call: TaskCall, input: Json): Promise<TaskResult> {
  const { metadata } = call.task
  const own = isObject(metadata) ? metadata['optimus'] : undefined
  if (isObject(own) && own['role'] === 'rethrow' && call.frame.caught) throw call.frame.caught
  const given = (call.task['raise'] as { error: Json }).error
  const found = typeof given === 'string' ? (walker.world.document.use?.errors?.[given] as unknown as Json | undefined) : given
  const error = await walker.evaluation.filled(call, found ?? null, { data: input })
  if (!isObject(error)) throw failure('configuration', `There is no error "${String(given)}" in use.errors.`)
  const { type, status, title, detail, instance } = error as {
    type: string
    status: number
    title?: string
    detail?: string
    instance?: string
  }
  throw new Failure({ type, status: Number(status), title, detail, instance: instance ?? call.place.reference })
}

async function forTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { task, place, frame } = call
  const { each = 'item', at = 'index', in: source } = task['for'] as { each?: string; at?: string; in: Json }
  const items = await walker.evaluation.shaped(call, source, { data: input })
  if (!Array.isArray(items)) throw failure('validation', `What "for" goes through is no list but ${describeValue(items)}.`)
  let output = input
  for (const [index, item] of items.entries()) {
    const variables = { ...frame.variables, [each]: item, [at]: index }
    const round = { ...call, frame: { ...frame, variables } }
    if (typeof task['while'] === 'string' && !(await walker.evaluation.holds(round, task['while'], { data: output, input }))) break
    const list = { items: task['do'] as Json[], reference: `${place.reference}/do`, key: `${place.key}/do#${index}`, frame: round.frame }
    const result = await walker.list(list, output)
    output = result.output
    if (index % 200 === 199) await walker.world.breathe()
  }
  return output
}

/** The moment is recorded first, so that a run that was away does not wait once more. */
async function waitTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { world, evaluation } = walker
  const { journal } = world
  const { place, frame } = call
  if (journal.recorded(place.key)) return input
  const milliseconds = await evaluation.duration(call, call.task['wait']!, { data: input })
  await world.gate(stoppable(frame))
  let until = journal.wakeAt(place.key)
  if (until === null) {
    until = new Date(world.now().getTime() + milliseconds)
    await journal.recordWait(place, { wakeAt: until, waitsFor: `until ${until.toISOString()}`, input })
  }
  const limit = await timeoutOf(walker, call, input)
  if (limit !== null && limit < milliseconds) throw failure('timeout', `It would take longer than ${limit} ms.`)
  await world.sleep({ place, code: 'sleeping', sentence: `It sleeps until ${until.toISOString()}.`, until, signal: frame.signal })
  await journal.record(place, { state: 'done', output: null })
  return input
}
