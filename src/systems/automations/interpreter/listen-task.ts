import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { EventChoice, typesOf } from './event-choice.ts'
import { failure, Failure } from './failure.ts'
import { stoppable, type TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import { timeoutOf } from './timeouts.ts'
import type { TaskPlace } from './world.ts'

interface Listen {
  readonly to: JsonObject
  readonly read?: 'data' | 'envelope' | 'raw'
}

/** Waits for events; the output is the list of those that were taken, or of what `foreach` made of them. */
export async function listenTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { to, read = 'data' } = call.task['listen'] as unknown as Listen
  const foreach = call.task['foreach']
  const until = await deadline(walker, call, input)
  const choice = new EventChoice(walker, call, { to, input, read })
  if (isObject(foreach) && choice.isStream) return eachAsTheyCome(walker, call, { choice, foreach, read, until })
  const events = await take(walker, call, { place: call.place, choice, until })
  return isObject(foreach) ? eachOf(walker, call, { events, foreach }) : events
}

interface Taking {
  readonly place: TaskPlace
  readonly choice: EventChoice
  readonly until: Date | null
}

/** Takes what the strategy asks for, all at once: what came is kept until then. */
async function take(walker: Walker, call: TaskCall, { place, choice, until }: Taking): Promise<Json[]> {
  const { world } = walker
  const known = world.journal.recorded(place.key)
  if (known) {
    if (known.state === 'failed') throw new Failure(known.error!)
    return known.output as Json[]
  }
  await world.gate(stoppable(call.frame))
  const chosen = await world.listen({
    place,
    types: typesOf(choice.to),
    choose: (events) => choice.choose(events),
    until,
    signal: call.frame.signal,
  })
  if (chosen === 'timeout') {
    const late = failure('timeout', 'None of the events it listened for came in time.').at(place.reference)
    const counted = await world.journal.record(place, { state: 'failed', error: late.body })
    if (counted.state === 'failed') throw new Failure(counted.error!)
    return counted.output as Json[]
  }
  const taken = chosen.map((event) => event.position)
  const counted = await world.journal.record(place, { state: 'done', output: chosen.map((event) => choice.readOf(event)), taken })
  return counted.output as Json[]
}

interface Stream {
  readonly choice: EventChoice
  readonly foreach: JsonObject
  readonly read: string
  readonly until: Date | null
}

/** Handles events one by one, each recorded as taken before it is handled, until the condition holds. */
async function eachAsTheyCome(walker: Walker, call: TaskCall, { choice, foreach, until }: Stream): Promise<Json> {
  const outputs: Json[] = []
  const events: Json[] = []
  for (let index = 0; ; index += 1) {
    const place = { ...call.place, key: `${call.place.key}?event#${index}`, kind: 'event' }
    const [event] = await take(walker, call, { place, choice: choice.one, until })
    if (event === choice.endMark) return outputs
    events.push(event!)
    outputs.push(await handle(walker, call, { event: event!, index, foreach }))
    if (await choice.isOver(events)) return outputs
  }
}

async function eachOf(walker: Walker, call: TaskCall, { events, foreach }: { events: Json[]; foreach: JsonObject }): Promise<Json> {
  const outputs: Json[] = []
  for (const [index, event] of events.entries()) outputs.push(await handle(walker, call, { event, index, foreach }))
  return outputs
}

async function handle(
  walker: Walker,
  call: TaskCall,
  { event, index, foreach }: { event: Json; index: number; foreach: JsonObject },
): Promise<Json> {
  const { item = 'item', at = 'index' } = foreach as { item?: string; at?: string }
  const { place } = call
  const frame = { ...call.frame, variables: { ...call.frame.variables, [item]: event, [at]: index } }
  const own = { ...call, frame }
  const items = Array.isArray(foreach['do']) ? foreach['do'] : []
  const list = { items, reference: `${place.reference}/foreach/do`, key: `${place.key}/foreach/do#${index}`, frame }
  const raw = (await walker.list(list, event)).output
  const [outputs, exports] = [foreach['output'], foreach['export']].map((part) => (isObject(part) ? part['as'] : undefined))
  const output = outputs === undefined ? raw : await walker.evaluation.shaped(own, outputs, { data: raw, output: raw })
  if (exports !== undefined) call.frame.context.value = await walker.evaluation.shaped(own, exports, { data: output, output })
  return output
}

/** `withTimeout` has recorded the moment already; here it only bounds the wait for events. */
async function deadline(walker: Walker, call: TaskCall, input: Json): Promise<Date | null> {
  const limit = await timeoutOf(walker, call, input)
  return limit === null ? null : walker.world.journal.wakeAt(`${call.place.key}?timeout`)
}
