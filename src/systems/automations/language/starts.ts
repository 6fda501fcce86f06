import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { LANGUAGE } from './friendly/compile-automation.ts'
import type { Trigger } from './friendly/model.ts'
import type { WorkflowDocument } from './model/document.ts'
import type { EventConsumption } from './model/events.ts'

/** What starts a definition. Conditions and `with` are jq on the event, as `${ … }`. */
export type Start = Trigger | { readonly kind: 'events'; readonly on: EventConsumption; readonly read: 'data' | 'envelope' | 'raw' }

/** Every way in which a definition starts by itself, whichever language it was written in. */
export function startsOf(document: WorkflowDocument): Start[] {
  const own = document.document.metadata?.['optimus']
  if (isObject(own) && own['language'] === LANGUAGE) return Array.isArray(own['on']) ? (own['on'] as unknown as Trigger[]) : []
  const { schedule } = document
  if (schedule === undefined) return []
  const { cron, every, after, on, read } = schedule
  const timed: Start[] = [
    ...(cron === undefined ? [] : [{ kind: 'schedule', cron } as const]),
    ...(every === undefined ? [] : [{ kind: 'schedule', every } as const]),
    ...(after === undefined ? [] : [{ kind: 'schedule', after } as const]),
  ]
  return on === undefined ? timed : [...timed, { kind: 'events', on, read: read ?? 'data' }]
}

/**
 * The input of a run that an event started: a list with the event, as the DSL has it for events. `inputs` are the
 * values that the trigger's `with` gave; the first task of an automation finds them there.
 */
export function inputOfEvent(event: JsonObject, inputs: JsonObject = {}): Json {
  return [Object.keys(inputs).length > 0 ? { ...event, optimusinputs: inputs } : event]
}
