import { isDeepStrictEqual } from 'node:util'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { expressionIn } from '../expressions/template.ts'
import type { TaskCall } from './frame.ts'
import type { Walker } from './walker.ts'
import type { SeenEvent } from './world.ts'

interface Filter {
  readonly with: JsonObject
  readonly correlate?: Record<string, { from: string; expect?: string }>
}

interface Listening {
  readonly to: JsonObject
  readonly input: Json
  readonly read: 'data' | 'envelope' | 'raw'
}

/** Types of events that a strategy may take; null when it may take any. */
export function typesOf(to: JsonObject): string[] | null {
  const until = isObject(to['until']) ? typesOf(to['until']) : []
  const filters = filtersOf(to)
  const types = filters.map((filter) => filter.with['type'])
  if (until === null || filters.length === 0 || types.some((type) => typeof type !== 'string' || expressionIn(type) !== null)) return null
  return [...new Set([...(types as string[]), ...until])]
}

function filtersOf(to: JsonObject): Filter[] {
  const { one, any, all } = to
  if (isObject(one)) return [one as unknown as Filter]
  return (Array.isArray(any) ? any : Array.isArray(all) ? all : []) as unknown as Filter[]
}

/** Chooses from events, in the order they came, what a `listen` is to take. */
export class EventChoice {
  readonly to: JsonObject
  /** Stands for the event that ended a stream. */
  readonly endMark = '\u0000end'
  readonly #walker: Walker
  readonly #call: TaskCall
  readonly #listening: Listening
  readonly #single: boolean

  constructor(walker: Walker, call: TaskCall, listening: Listening, single = false) {
    this.#walker = walker
    this.#call = call
    this.#listening = listening
    this.#single = single
    this.to = listening.to
  }

  /** Goes on until a condition holds: its events are handled as they come. */
  get isStream(): boolean {
    return this.to['until'] !== undefined
  }

  /** The same choice for one event at a time. */
  get one(): EventChoice {
    return new EventChoice(this.#walker, this.#call, this.#listening, true)
  }

  /** Whether a stream has had enough; the condition sees what was taken. */
  async isOver(taken: readonly Json[]): Promise<boolean> {
    const { until } = this.to
    if (typeof until !== 'string') return false
    return this.#walker.evaluation.holds(this.#call, until, { data: [...taken], input: this.#listening.input })
  }

  async choose(events: readonly SeenEvent[]): Promise<readonly SeenEvent[] | null> {
    if (this.#single) return this.#chooseOne(events)
    if (Array.isArray(this.to['all'])) return this.#chooseAll(events)
    return this.isStream ? this.#chooseUntil(events) : this.#chooseFirst(events)
  }

  readOf({ content }: SeenEvent): Json {
    if (this.#single && content['type'] === this.endMark) return this.endMark
    const { read } = this.#listening
    return read === 'envelope' || read === 'raw' ? content : (content['data'] ?? null)
  }

  async #chooseFirst(events: readonly SeenEvent[]): Promise<readonly SeenEvent[] | null> {
    for (const event of events) if (await this.#fitsAny(event, new Map())) return [event]
    return null
  }

  /** The next event of a stream, or the mark when the event that ends it came before. */
  async #chooseOne(events: readonly SeenEvent[]): Promise<readonly SeenEvent[] | null> {
    for (const event of events) {
      if (await this.#endsStream(event)) return [{ position: event.position, content: { type: this.endMark } }]
      if (await this.#fitsAny(event, new Map())) return [event]
    }
    return null
  }

  async #chooseUntil(events: readonly SeenEvent[]): Promise<readonly SeenEvent[] | null> {
    const taken: SeenEvent[] = []
    const bound = new Map<string, Json>()
    for (const event of events) {
      if (await this.#endsStream(event)) return taken
      if (!(await this.#fitsAny(event, bound))) continue
      taken.push(event)
      if (await this.isOver(taken.map((one) => this.readOf(one)))) return taken
    }
    return null
  }

  /** Each filter takes the first event that fits; correlated ones have to agree. */
  async #chooseAll(events: readonly SeenEvent[]): Promise<readonly SeenEvent[] | null> {
    const filters = filtersOf(this.to)
    const taken = new Map<Filter, SeenEvent>()
    const bound = new Map<string, Json>()
    for (const event of events) {
      for (const filter of filters) {
        if (taken.has(filter) || [...taken.values()].includes(event)) continue
        if (await this.#fits(event, filter, bound)) taken.set(filter, event)
      }
      if (taken.size === filters.length) return filters.map((filter) => taken.get(filter)!)
    }
    return null
  }

  async #endsStream(event: SeenEvent): Promise<boolean> {
    const { until } = this.to
    if (!isObject(until)) return false
    for (const filter of filtersOf(until)) if (await this.#fits(event, filter, new Map())) return true
    return false
  }

  async #fitsAny(event: SeenEvent, bound: Map<string, Json>): Promise<boolean> {
    const filters = filtersOf(this.to)
    if (filters.length === 0) return true
    for (const filter of filters) if (await this.#fits(event, filter, bound)) return true
    return false
  }

  async #fits({ content }: SeenEvent, filter: Filter, bound: Map<string, Json>): Promise<boolean> {
    for (const [name, wanted] of Object.entries(filter.with)) {
      if (!(await this.#attributeFits(content[name] ?? null, wanted!, content))) return false
    }
    return filter.correlate === undefined || this.#correlates(content, filter.correlate, bound)
  }

  /** An expression judges the attribute, or gives the value it must have. */
  async #attributeFits(actual: Json, wanted: Json, content: JsonObject): Promise<boolean> {
    if (typeof wanted === 'string' && expressionIn(wanted) !== null) {
      const data = { data: actual, input: this.#listening.input, more: { event: content } }
      const verdict = await this.#walker.evaluation.value(this.#call, wanted, data).catch(() => false)
      return typeof verdict === 'boolean' ? verdict : isDeepStrictEqual(verdict, actual)
    }
    return contains(actual, wanted)
  }

  async #correlates(content: JsonObject, correlate: NonNullable<Filter['correlate']>, bound: Map<string, Json>): Promise<boolean> {
    const { evaluation } = this.#walker
    const found = new Map<string, Json>()
    for (const [name, { from, expect }] of Object.entries(correlate)) {
      const value = await evaluation.value(this.#call, from, { data: content, input: this.#listening.input }).catch(() => null)
      if (value === null) return false
      const wanted = expect === undefined ? bound.get(name) : await this.#expected(expect)
      if (wanted !== undefined && !isDeepStrictEqual(wanted, value)) return false
      found.set(name, value)
    }
    for (const [name, value] of found) if (!bound.has(name)) bound.set(name, value)
    return true
  }

  async #expected(expect: string): Promise<Json> {
    const { input } = this.#listening
    return expressionIn(expect) === null ? expect : this.#walker.evaluation.value(this.#call, expect, { data: input, input })
  }
}

/** Whether a value has everything that is wanted of it: objects may have more. */
function contains(actual: Json, wanted: Json): boolean {
  if (!isObject(wanted) || !isObject(actual)) return isDeepStrictEqual(actual, wanted)
  return Object.entries(wanted).every(([key, value]) => contains(actual[key] ?? null, value))
}
