import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { Failure } from './failure.ts'
import { stoppable, type TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import type { PlaceRequest, TaskPlace } from './world.ts'

/** Waits for a place in a queue, runs its tasks, and gives the place back once their outcome is recorded. */
export async function enqueue(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { world } = walker
  const definition = call.task['with'] as JsonObject
  const place: TaskPlace = { ...call.place, key: `${call.place.key}?place`, kind: 'place' }
  const request = await placeRequest(walker, call, { definition, input })
  const known = world.journal.recorded(place.key)
  if (known) {
    await world.givePlaceBack(place, request.queue)
    if (known.context !== undefined) call.frame.context.value = known.context
    if (known.state === 'failed') throw new Failure(known.error!)
    return known.output ?? null
  }
  await world.gate(stoppable(call.frame))
  if ((await world.takePlace(place, request, call.frame.signal)) !== 'taken') return null
  const list = {
    items: definition['do'] as Json[],
    reference: `${call.place.reference}/with/do`,
    key: `${call.place.key}/do`,
    frame: call.frame,
  }
  const outcome = await walker.list(list, input).then(
    ({ output }) => ({ state: 'done' as const, output }),
    (error: unknown) => {
      if (error instanceof Failure) return { state: 'failed' as const, error: error.body }
      throw error
    },
  )
  const counted = await world.journal.record(place, { ...outcome, context: call.frame.context.value })
  await world.givePlaceBack(place, request.queue)
  if (counted.state === 'failed') throw new Failure(counted.error!)
  return counted.output ?? null
}

interface Asked {
  readonly definition: JsonObject
  readonly input: Json
}

export async function placeRequest(walker: Walker, call: TaskCall, { definition, input }: Asked): Promise<PlaceRequest> {
  const { evaluation } = walker
  const text = async (name: string): Promise<string | null> => {
    const given = definition[name]
    if (typeof given !== 'string') return null
    const value = await evaluation.value(call, given, { data: input })
    return toText(value)
  }
  const { rate } = definition
  return {
    queue: String(definition['queue']),
    key: await text('key'),
    limit: numberOrNull(definition['limit']),
    keyLimit: numberOrNull(definition['keyLimit']),
    rate: isObject(rate)
      ? { count: Number(rate['limit']), milliseconds: await evaluation.duration(call, rate['per']!, { data: input }) }
      : null,
    priority: Number(definition['priority'] ?? 0),
    deduplicate: await text('deduplicate'),
    whenBusy: 'queue',
  }
}

/** A key as Postgres keeps texts. */
function toText(value: Json): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replaceAll('\0', '\ufffd')
}

function numberOrNull(value: Json | undefined): number | null {
  return typeof value === 'number' ? value : null
}
