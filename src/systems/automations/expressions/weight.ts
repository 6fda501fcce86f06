import type { Json } from './json.ts'

const WEIGHTS = new WeakMap<object, number>()

/**
 * How many values a value consists of, long texts counting more. Parts that are shared count each time they occur:
 * a small expression can build a value that is enormous to print or compare. Remembered per object.
 */
export function weightOf(value: Json): number {
  if (typeof value === 'string') return 1 + (value.length >> 5)
  if (typeof value !== 'object' || value === null) return 1
  const known = WEIGHTS.get(value)
  if (known !== undefined) return known
  let weight = 1
  for (const part of Array.isArray(value) ? value : Object.values(value)) weight += weightOf(part)
  WEIGHTS.set(value, weight)
  return weight
}

/** What copying the outermost level costs, in steps. */
export function copyCost(value: Json): number {
  if (typeof value === 'string') return value.length >> 6
  if (typeof value !== 'object' || value === null) return 0
  return Array.isArray(value) ? value.length >> 5 : Object.keys(value).length >> 1
}
