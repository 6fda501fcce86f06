import { isObject, type Json, type JsonObject } from '../../expressions/json.ts'
import { given } from './given.ts'
import type { Trigger } from './model.ts'
import { friendlyCondition, friendlyValue, standardCondition, standardValue } from './texts.ts'

const NO_STEPS: ReadonlySet<string> = new Set()

/** Triggers as the document keeps them: their expressions are jq on the event. */
export function standardTriggers(triggers: readonly Trigger[]): JsonObject[] {
  return triggers.map((trigger) => {
    const condition = 'if' in trigger && trigger.if !== undefined ? standardCondition(trigger.if, NO_STEPS) : undefined
    const values = trigger.with === undefined ? undefined : standardValue(trigger.with, NO_STEPS)
    return given({ ...trigger, with: values, if: condition })
  })
}

export function friendlyTriggers(triggers: Json): Trigger[] {
  if (!Array.isArray(triggers)) return []
  return triggers.filter(isObject).map((trigger) => {
    const condition = typeof trigger['if'] === 'string' ? friendlyCondition(trigger['if'], NO_STEPS) : undefined
    const values = trigger['with'] === undefined ? undefined : friendlyValue(trigger['with'], NO_STEPS)
    return given({ ...trigger, with: values, if: condition }) as unknown as Trigger
  })
}

export interface StandardSchedule {
  readonly schedule: JsonObject | undefined
  /** What other runtimes will not see, in words. */
  readonly notes: readonly string[]
}

/** The part of the triggers that the DSL can say, for runtimes that know nothing of ours. */
export function standardSchedule(triggers: readonly Trigger[]): StandardSchedule {
  const schedules = triggers.filter((trigger) => trigger.kind === 'schedule')
  const events = triggers.filter((trigger) => trigger.kind === 'event')
  const [first] = schedules
  const notes = triggers
    .filter(({ kind }) => kind === 'webhook' || kind === 'file')
    .map(({ kind }) => `The ${kind} trigger is known to Optimus only.`)
  if (first === undefined) return { schedule: events.length > 0 ? { on: eventStrategy(events) } : undefined, notes }
  const { cron, every, after, timezone, catchUp } = first
  return {
    schedule: given({ cron, every, after }),
    notes: [
      ...notes,
      ...(timezone === undefined || timezone === 'UTC'
        ? []
        : [`The time zone ${timezone} is known to Optimus only; other runtimes take the cron expression as UTC.`]),
      ...(catchUp === undefined ? [] : ['Catching up on missed times is known to Optimus only.']),
      ...(schedules.length + events.length > 1 ? ['Other runtimes see the first schedule only.'] : []),
    ],
  }
}

function eventStrategy(events: readonly Extract<Trigger, { kind: 'event' }>[]): JsonObject {
  const filters = events.map(({ type, source, subject }) => ({ with: given({ type, source, subject }) }))
  const [only] = filters
  return filters.length === 1 && only !== undefined ? { one: only } : { any: filters }
}
