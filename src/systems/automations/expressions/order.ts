import type { Json } from './json.ts'

export type TypeName = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object'

export function typeName(value: Json): TypeName {
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return typeof value as TypeName
}

/** Everything but `null` and `false` counts as true. */
export function truthy(value: Json): boolean {
  return value !== null && value !== false
}

const RANKS: Record<TypeName, number> = { null: 0, boolean: 1, number: 3, string: 4, array: 5, object: 6 }

/** jq's total order: null, false, true, numbers, strings by code point, arrays, objects by keys then values. */
export function compare(left: Json, right: Json): number {
  const kind = typeName(left)
  const difference = RANKS[kind] - RANKS[typeName(right)]
  if (difference !== 0) return difference
  switch (kind) {
    case 'null':
      return 0
    case 'boolean':
      return Number(left) - Number(right)
    case 'number':
      return compareNumbers(left as number, right as number)
    case 'string':
      return compareText(left as string, right as string)
    case 'array':
      return compareArrays(left as Json[], right as Json[])
    case 'object':
      return compareObjects(left as Record<string, Json>, right as Record<string, Json>)
  }
}

export function equal(left: Json, right: Json): boolean {
  return compare(left, right) === 0
}

/** By code point, which differs from UTF-16 order for characters beyond the basic plane. */
export function compareText(left: string, right: string): number {
  const length = Math.min(left.length, right.length)
  let at = 0
  while (at < length && left.charCodeAt(at) === right.charCodeAt(at)) at += 1
  if (at === length) return left.length - right.length
  return codePointAround(left, at) - codePointAround(right, at)
}

function codePointAround(text: string, at: number): number {
  const low = text.charCodeAt(at)
  const splitsPair = low >= 0xdc00 && low <= 0xdfff && at > 0
  return text.codePointAt(splitsPair ? at - 1 : at)!
}

/** NaN sorts below every number and is equal to none, itself included. */
function compareNumbers(left: number, right: number): number {
  if (left === right) return 0
  return left < right || Number.isNaN(left) ? -1 : 1
}

function compareArrays(left: Json[], right: Json[]): number {
  const length = Math.min(left.length, right.length)
  for (let index = 0; index < length; index += 1) {
    const result = compare(left[index]!, right[index]!)
    if (result !== 0) return result
  }
  return left.length - right.length
}

function compareObjects(left: Record<string, Json>, right: Record<string, Json>): number {
  const leftKeys = sortedKeys(left)
  const keys = compareArrays(leftKeys, sortedKeys(right))
  if (keys !== 0) return keys
  for (const key of leftKeys) {
    const result = compare(left[key]!, right[key]!)
    if (result !== 0) return result
  }
  return 0
}

export function sortedKeys(object: Record<string, Json>): string[] {
  return Object.keys(object).sort(compareText)
}
