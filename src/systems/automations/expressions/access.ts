import { ExpressionFailed, ExpressionLimit } from './expression-error.ts'
import { isObject, ownMember, type Json, type JsonObject } from './json.ts'
import { compare, equal, typeName } from './order.ts'

/** Reads `target[key]` as jq does: names of objects, positions and slices of arrays, sub-arrays, slices of text. */
export function readIndex(target: Json, key: Json): Json {
  if (isObject(target) && typeof key === 'string') return ownMember(target, key) ?? null
  if (Array.isArray(target) && typeof key === 'number') return target[position(target, key)] ?? null
  if (isObject(key) && (Array.isArray(target) || typeof target === 'string' || target === null)) return readSlice(target, key)
  if (Array.isArray(target) && Array.isArray(key)) return subArrayPositions(target, key)
  if (target === null && (typeof key === 'string' || typeof key === 'number')) return null
  throw cannotIndex(target, key)
}

function cannotIndex(target: Json, key: Json): ExpressionFailed {
  const named = typeof key === 'string' ? `string "${key}"` : typeName(key)
  return new ExpressionFailed(`Cannot index ${typeName(target)} with ${named}`)
}

function position(target: readonly Json[], key: number): number {
  if (Number.isNaN(key)) return -1
  const whole = Math.floor(key)
  return whole < 0 ? target.length + whole : whole
}

export function subArrayPositions(target: readonly Json[], wanted: readonly Json[]): number[] {
  if (wanted.length === 0) return []
  const found: number[] = []
  for (let start = 0; start + wanted.length <= target.length; start += 1)
    if (wanted.every((item, offset) => equal(item, target[start + offset]!))) found.push(start)
  return found
}

function readSlice(target: Json[] | string | null, key: JsonObject): Json {
  if (target === null) return null
  const items = typeof target === 'string' ? [...target] : target
  const [from, to] = sliceBounds(items.length, key)
  const part = items.slice(from, to)
  return typeof target === 'string' ? part.join('') : (part as Json[])
}

function sliceBounds(length: number, key: JsonObject): [number, number] {
  const start = ownMember(key, 'start')
  const end = ownMember(key, 'end')
  const numeric = (value: Json | undefined) => value === null || typeof value === 'number'
  if (!numeric(start) || !numeric(end)) throw new ExpressionFailed('Array/string slice indices must be integers')
  const from = within(length, Math.floor((start ?? 0) as number))
  const to = within(length, Math.ceil((end ?? length) as number))
  return [from, Math.max(from, to)]
}

function within(length: number, index: number): number {
  if (Number.isNaN(index)) return 0
  return Math.min(Math.max(index < 0 ? length + index : index, 0), length)
}

export const MAX_POSITION = 100_000

/** A copy of `target` with `value` at `key`; the rest is shared. Missing objects and arrays are made. */
export function writeIndex(target: Json, key: Json, value: Json): Json {
  if (typeof key === 'string' && (target === null || isObject(target))) return setMember({ ...(target as JsonObject | null) }, key, value)
  if (typeof key === 'number' && (target === null || Array.isArray(target))) return setPosition(target ?? [], key, value)
  if (isObject(key) && (target === null || Array.isArray(target))) return setSlice(target ?? [], key, value)
  if (typeof key === 'string' || typeof key === 'number') throw cannotIndex(target, key)
  if (isObject(key) && typeof target === 'string') throw new ExpressionFailed('Cannot update string slices')
  if (isObject(key)) throw new ExpressionFailed(`Cannot update field at object index of ${typeName(target)}`)
  if (Array.isArray(key) && Array.isArray(target)) throw new ExpressionFailed('Cannot update field at array index of array')
  throw cannotIndex(target, key)
}

/** Sets an own member. `__proto__` is refused: other code may copy the object in a way that runs its setter. */
export function setMember(object: JsonObject, key: string, value: Json): JsonObject {
  if (key === '__proto__') throw new ExpressionFailed('"__proto__" cannot be used as a key')
  object[key] = value
  return object
}

function setPosition(target: readonly Json[], key: number, value: Json): Json[] {
  if (Number.isNaN(key)) throw new ExpressionFailed('Cannot set array element at NaN index')
  const at = Math.floor(key) < 0 ? target.length + Math.floor(key) : Math.floor(key)
  if (at < 0) throw new ExpressionFailed('Out of bounds negative array index')
  if (at > MAX_POSITION) throw new ExpressionLimit(`An array position above ${MAX_POSITION} cannot be set`)
  const copy = [...target]
  while (copy.length < at) copy.push(null)
  copy[at] = value
  return copy
}

function setSlice(target: readonly Json[], key: JsonObject, value: Json): Json[] {
  if (!Array.isArray(value)) throw new ExpressionFailed('A slice of an array can only be assigned another array')
  const [from, to] = sliceBounds(target.length, key)
  return [...target.slice(0, from), ...value, ...target.slice(to)]
}

export function readPath(target: Json, path: readonly Json[]): Json {
  let value = target
  for (const key of path) {
    if (value === null) return null
    value = readIndex(value, key)
  }
  return value
}

export function writePath(target: Json, path: readonly Json[], value: Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return value
  return writeIndex(target, key, writePath(readIndex(target, key), rest, value))
}

/** Removes all paths at once, so that earlier removals do not move later ones. */
export function deletePaths(target: Json, paths: readonly (readonly Json[])[]): Json {
  const ordered = [...paths].sort((left, right) => compare(right as Json[], left as Json[]))
  return ordered.reduce<Json>(deletePath, target)
}

function deletePath(target: Json, path: readonly Json[]): Json {
  const [key, ...rest] = path
  if (key === undefined || target === null) return null
  if (rest.length === 0) return deleteKey(target, key)
  const inner = readIndex(target, key)
  return inner === null ? target : writeIndex(target, key, deletePath(inner, rest))
}

function deleteKey(target: Json, key: Json): Json {
  if (isObject(target) && typeof key === 'string') return Object.fromEntries(Object.entries(target).filter(([name]) => name !== key))
  if (Array.isArray(target) && typeof key === 'number') {
    const at = position(target, key)
    return target.filter((_, index) => index !== at)
  }
  if (Array.isArray(target) && isObject(key)) {
    const [from, to] = sliceBounds(target.length, key)
    return target.filter((_, index) => index < from || index >= to)
  }
  if (isObject(target)) throw new ExpressionFailed(`Cannot delete ${typeName(key)} field of object`)
  if (Array.isArray(target)) throw new ExpressionFailed(`Cannot delete ${typeName(key)} element of array`)
  throw new ExpressionFailed(`Cannot delete fields from ${typeName(target)}`)
}
