import type { Json, JsonObject } from '../expressions/json.ts'
import { effectOf } from './effect-of.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'

/** Tells an event; the output is the event as it was told. */
export function emitTask(walker: Walker, call: TaskCall, input: Json): Promise<Json> {
  const { event } = call.task['emit'] as unknown as { event: { with: JsonObject } }
  return effectOf(walker, call, input, { kind: 'emit', what: String(event.with['type']), definition: event.with })
}
