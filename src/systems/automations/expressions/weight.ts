import type { Json } from './json.ts'

const WEIGHTS = new WeakMap<object, number>()

/**
 * How many values a value consists of, long texts counting more. Parts that are shared count each time they occur:
 * a small expression can build a value that is enormous to print or compare. Remembered per object.
 */
export function weightOf(value: Json): number {
  if (typeof value === 'string') return 1 + (value.length >> 5)
  if (typeof value !== 'object' || value === null) return 1
  const parts = Array.isArray(value) ? value : Object.values(value)
  if (parts.length <= SMALL && parts.every((part) => typeof part !== 'object' || part === null))
    return parts.reduce<number>((sum, part) => sum + (typeof part === 'string' ? 1 + (part.length >> 5) : 1), 1)
  const known = WEIGHTS.get(value)
  if (known !== undefined) return known
  let weight = 1
  for (const part of parts) weight += weightOf(part)
  WEIGHTS.set(value, weight)
  return weight
}

/** Flat values up to this size are added up anew, which is cheaper than remembering them. */
const SMALL = 16

/** What copying the outermost level costs, in steps. */
export function copyCost(value: Json): number {
  if (typeof value === 'string') return value.length >> 6
  if (typeof value !== 'object' || value === null) return 0
  return Array.isArray(value) ? value.length >> 5 : Object.keys(value).length >> 1
}
