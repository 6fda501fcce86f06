import { readIndex, subArrayPositions } from './access.ts'
import { add } from './arithmetic.ts'
import { contains } from './containment.ts'
import { ExpressionFailed } from './expression-error.ts'
import { isObject, type Json, type JsonObject } from './json.ts'
import { moved, results, streamResults } from './machine.ts'
import { eachMember } from './navigation.ts'
import { ofSearch, ofValues, ofWhole, type Native, type NativeCall, type NativeEntry } from './native-call.ts'
import { compare, sortedKeys, truthy, typeName } from './order.ts'
import { indicesOfText } from './text-positions.ts'
import { describe } from './value-text.ts'
import { weightOf } from './weight.ts'

/** Functions of arrays and objects. */
export const COLLECTION_FUNCTIONS: readonly NativeEntry[] = [
  ofValues('not/0', (input) => !truthy(input)),
  ofValues('type/0', typeName),
  ofValues('keys/0', (input) => keys(input, sortedKeys)),
  ofValues('keys_unsorted/0', (input) => keys(input, Object.keys)),
  ofValues('has/1', has),
  ofSearch('contains/1', contains),
  ofWhole('add/0', (input) => items(input).reduce(add, null)),
  ofWhole('flatten/0', (input) => flatten(items(input), Infinity)),
  ofWhole('flatten/1', (input, depth) => flatten(items(input), wholeDepth(depth))),
  ofWhole('sort/0', (input) => sorted(input, `${describe(input)} cannot be sorted, as it is not an array`).map(({ item }) => item)),
  ofWhole('unique/0', (input) => groups(sorted(input)).map((group) => group[0]!)),
  ofWhole('min/0', (input) => smallest(keyed(input, (item) => item, twice(input)))),
  ofWhole('max/0', (input) => largest(keyed(input, (item) => item, twice(input)))),
  ofSearch('indices/1', indices),
  ['map/1', map],
  ['sort_by/1', byKey((list) => sortKeyed(list).map(({ item }) => item))],
  ['group_by/1', byKey((list) => groups(sortKeyed(list)))],
  ['unique_by/1', byKey((list) => groups(sortKeyed(list)).map((group) => group[0]!))],
  ['min_by/1', byKey(smallest)],
  ['max_by/1', byKey(largest)],
]

/** `[.[] | f]`, the function that expressions use most. */
function map({ arguments: [change], point, emit }: NativeCall): void {
  const mapped: Json[] = []
  eachMember(moved(point, point.value, null), (value) =>
    streamResults(change!, moved(point, value, null), (result) => {
      point.machine.charge(1)
      mapped.push(result)
    }),
  )
  emit(point.machine.hold(mapped), null)
}

function keys(input: Json, names: (object: JsonObject) => string[]): Json {
  if (Array.isArray(input)) return input.map((_, index) => index)
  if (isObject(input)) return names(input)
  throw new ExpressionFailed(`${describe(input)} has no keys`)
}

function has(input: Json, key: Json): boolean {
  if (isObject(input) && typeof key === 'string') return Object.hasOwn(input, key)
  if (input === null && (typeof key === 'string' || typeof key === 'number')) return false
  if (Array.isArray(input) && typeof key === 'number') return key >= 0 && key < input.length
  throw new ExpressionFailed(`Cannot check whether ${typeName(input)} has a ${typeof key === 'string' ? 'string' : typeName(key)} key`)
}

function items(input: Json): Json[] {
  if (Array.isArray(input)) return input
  if (isObject(input)) return Object.values(input)
  throw new ExpressionFailed(`Cannot iterate over ${describe(input)}`)
}

function wholeDepth(depth: Json): number {
  if (typeof depth !== 'number' || depth < 0) throw new ExpressionFailed('flatten depth must not be negative')
  return depth
}

function flatten(list: Json[], depth: number): Json[] {
  return list.flatMap((item) => (Array.isArray(item) && depth > 0 ? flatten(item, depth - 1) : [item]))
}

interface Keyed {
  readonly item: Json
  readonly key: Json
}

function byKey(pick: (list: Keyed[]) => Json): Native {
  return ({ arguments: [key], point, emit }) => {
    const list = keyed(point.value, (value) => results(key!, moved(point, value, null)))
    point.machine.charge(list.reduce((sum, { key: found }) => sum + weightOf(found), list.length))
    emit(pick(list), null)
  }
}

function keyed(input: Json, keyOf: (item: Json) => Json, complaint?: string): Keyed[] {
  if (!Array.isArray(input)) throw new ExpressionFailed(complaint ?? `Cannot iterate over ${describe(input)}`)
  return input.map((item) => ({ item, key: keyOf(item) }))
}

function sorted(input: Json, complaint?: string): Keyed[] {
  return sortKeyed(keyed(input, (item) => item, complaint))
}

function sortKeyed(list: Keyed[]): Keyed[] {
  return list.sort((left, right) => compare(left.key, right.key))
}

function twice(input: Json): string {
  return `${describe(input)} and ${describe(input)} cannot be iterated over`
}

function groups(list: readonly Keyed[]): Json[][] {
  const found: Json[][] = []
  list.forEach(({ item, key }, index) => {
    const before = list[index - 1]
    if (before !== undefined && compare(before.key, key) === 0) found.at(-1)!.push(item)
    else found.push([item])
  })
  return found
}

function smallest(list: readonly Keyed[]): Json {
  return list.reduce<Keyed | null>((best, next) => (best === null || compare(next.key, best.key) < 0 ? next : best), null)?.item ?? null
}

function largest(list: readonly Keyed[]): Json {
  return list.reduce<Keyed | null>((best, next) => (best === null || compare(next.key, best.key) >= 0 ? next : best), null)?.item ?? null
}

function indices(input: Json, wanted: Json): Json {
  if (Array.isArray(input)) return subArrayPositions(input, Array.isArray(wanted) ? wanted : [wanted])
  if (typeof input === 'string' && typeof wanted === 'string') return indicesOfText(input, wanted)
  return readIndex(input, wanted)
}
