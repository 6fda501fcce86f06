import { ExpressionLimit } from './expression-error.ts'
import type { Json } from './json.ts'

const MAX_RESULT_VALUES = 200_000

/** A value as JSON can carry it: not-a-number becomes null, infinity the largest number. Bounds its size. */
export function jsonResult(value: Json): Json {
  let left = MAX_RESULT_VALUES
  const visit = (part: Json): Json => {
    left -= 1
    if (left < 0) throw new ExpressionLimit(`The result of the expression has more than ${MAX_RESULT_VALUES} values`)
    if (typeof part === 'number') return Number.isFinite(part) ? part : finite(part)
    if (typeof part !== 'object' || part === null) return part
    return Array.isArray(part) ? changed(part, part.map(visit)) : changedObject(part, visit)
  }
  return visit(value)
}

function finite(value: number): number | null {
  return Number.isNaN(value) ? null : Math.sign(value) * Number.MAX_VALUE
}

function changed(old: Json[], next: Json[]): Json[] {
  return next.every((item, index) => item === old[index]) ? old : next
}

function changedObject(old: Record<string, Json>, visit: (value: Json) => Json): Json {
  const entries = Object.entries(old).map(([key, value]) => [key, visit(value)] as const)
  return entries.every(([key, value]) => value === old[key]) ? old : Object.fromEntries(entries)
}
