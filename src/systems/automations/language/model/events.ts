import type { Json } from '../../expressions/json.ts'

/** The attributes of a CloudEvent, to emit one or to recognise one. */
export interface EventProperties {
  id?: string
  source?: string
  type?: string
  time?: string
  subject?: string
  datacontenttype?: string
  dataschema?: string
  data?: Json
  [extension: string]: Json | undefined
}

export interface EventFilter {
  with: EventProperties
  correlate?: Record<string, { from: string; expect?: string }>
}

/** Which events are waited for: all of these, any of these (until …), or one. */
export type EventConsumption = { all: EventFilter[] } | { any: EventFilter[]; until?: string | EventConsumption } | { one: EventFilter }
