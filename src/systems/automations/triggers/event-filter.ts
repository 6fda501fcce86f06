import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { expressionIn } from '../expressions/template.ts'
import type { EventConsumption, EventFilter } from '../language/model/events.ts'
import type { Start } from '../language/starts.ts'
import { evaluateOn, isAboutExpression } from './event-data.ts'

/** The filters of a start on events, in their order; none for other starts. */
export function filtersOf(start: Start): readonly EventFilter[] {
  if (start.kind === 'event') {
    const { type, source, subject } = start
    return [{ with: { type, ...(source === undefined ? {} : { source }), ...(subject === undefined ? {} : { subject }) } }]
  }
  if (start.kind !== 'events') return []
  const { one, any, all } = start.on as Partial<Record<string, unknown>> as { one?: EventFilter; any?: EventFilter[]; all?: EventFilter[] }
  if (one) return [one]
  return any && any.length > 0 ? any : (all ?? (any ? [{ with: {} }] : []))
}

/** Whether a start waits until each of its filters has met an event. */
export function wantsAll(start: Start): boolean {
  return start.kind === 'events' && Array.isArray((start.on as EventConsumption & { all?: unknown }).all) && filtersOf(start).length > 1
}

/** Types that a start may take, for an index; null when it may take any. */
export function typesOf(start: Start): string[] | null {
  const types = filtersOf(start).map((filter) => filter.with.type)
  if (types.some((type) => typeof type !== 'string' || expressionIn(type) !== null)) return null
  return [...new Set(types as string[])]
}

/** Whether an event has the attributes that a filter wants. An expression judges an attribute, or gives the value it must have. */
export async function fits(filter: EventFilter, event: JsonObject): Promise<boolean> {
  for (const [name, wanted] of Object.entries(filter.with)) {
    if (!(await attributeFits(event[name] ?? null, wanted ?? null))) return false
  }
  return (await correlationOf(filter, event)) !== null
}

async function attributeFits(actual: Json, wanted: Json): Promise<boolean> {
  if (typeof wanted !== 'string' || expressionIn(wanted) === null) return contains(actual, wanted)
  const verdict = await evaluated(wanted, actual)
  return typeof verdict === 'boolean' ? verdict : isDeepStrictEqual(verdict, actual)
}

/** What has to agree among the events that start one run, as text; null when a value is missing or not the expected one. */
export async function correlationOf({ correlate = {} }: EventFilter, event: JsonObject): Promise<string | null> {
  const found: [string, Json][] = []
  for (const name of Object.keys(correlate).sort()) {
    const { from, expect } = correlate[name]!
    const value = await evaluated(from, event)
    if (value === null || (expect !== undefined && !isDeepStrictEqual(value, expect))) return null
    if (expect === undefined) found.push([name, value])
  }
  return JSON.stringify(found)
}

async function evaluated(text: string, input: Json): Promise<Json> {
  try {
    return await evaluateOn(text, input)
  } catch (error) {
    if (isAboutExpression(error)) return null
    throw error
  }
}

/** Whether a value has everything that is wanted of it: objects may have more. */
function contains(actual: Json, wanted: Json): boolean {
  if (!isObject(wanted) || !isObject(actual)) return isDeepStrictEqual(actual, wanted)
  return Object.entries(wanted).every(([key, value]) => contains(actual[key] ?? null, value))
}
