import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { placeRequest } from './enqueue.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import type { PlaceRequest, TaskPlace } from './world.ts'

/** A run that found its automation busy and was told to leave. */
export class NotAdmitted extends Error {
  readonly why: 'skipped' | 'duplicate'

  constructor(why: 'skipped' | 'duplicate') {
    super(why === 'skipped' ? 'Another run was going on, and the automation says to skip then.' : 'A run with the same key was going on.')
    this.why = why
  }
}

/** How many runs of an automation go on at once: the whole run takes a place, and keeps it to its end. */
export async function admit(walker: Walker, call: TaskCall, automation: string): Promise<void> {
  const { world } = walker
  const own = world.document.document.metadata?.['optimus']
  const concurrency = isObject(own) ? own['concurrency'] : undefined
  if (!isObject(concurrency)) return
  const place: TaskPlace = { ...call.place, key: '/?place', kind: 'place', name: 'concurrency' }
  const request = await concurrencyRequest(walker, call, concurrency, automation)
  const admitted = await world.takePlace(place, request, call.frame.signal)
  if (admitted !== 'taken') throw new NotAdmitted(admitted === 'duplicate' ? 'duplicate' : 'skipped')
}

async function concurrencyRequest(walker: Walker, call: TaskCall, given: JsonObject, automation: string): Promise<PlaceRequest> {
  const { group, limit = 1, whenBusy = 'queue', ...rest } = given as { group?: Json; limit?: number; whenBusy?: PlaceRequest['whenBusy'] }
  const definition: JsonObject = {
    ...(rest as JsonObject),
    queue: `automation:${automation}`,
    ...(group === undefined ? {} : { key: group }),
  }
  const request = await placeRequest(walker, call, { definition, input: null })
  return { ...request, whenBusy, ...(group === undefined ? { limit } : { limit: null, keyLimit: limit }) }
}
