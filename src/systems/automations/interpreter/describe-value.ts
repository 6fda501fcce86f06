import type { Json } from '../expressions/json.ts'

/** A value in words, for sentences that say what something is not. */
export function describeValue(value: Json): string {
  if (Array.isArray(value)) return `a list of ${value.length}`
  return value === null ? 'nothing' : `${typeof value} ${JSON.stringify(value).slice(0, 100)}`
}
