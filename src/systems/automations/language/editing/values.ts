import { isObject, type Json } from '../../expressions/json.ts'
import type { Path } from '../problem.ts'

/** One change of a value. `insert` puts an item into a list. */
export type Change =
  | { readonly kind: 'set'; readonly path: Path; readonly value: Json }
  | { readonly kind: 'delete'; readonly path: Path }
  | { readonly kind: 'insert'; readonly path: Path; readonly index: number; readonly value: Json }

export function readAt(value: Json, path: Path): Json | undefined {
  return path.reduce<Json | undefined>((at, key) => {
    if (Array.isArray(at)) return at[Number(key)]
    return isObject(at) && Object.hasOwn(at, key) ? at[String(key)] : undefined
  }, value)
}

/** The value after a change; the one before stays as it is. */
export function changed(value: Json, change: Change): Json {
  if (change.kind === 'insert')
    return withAt(value, change.path, (list) => (Array.isArray(list) ? list.toSpliced(change.index, 0, change.value) : [change.value]))
  if (change.kind === 'set') return withAt(value, change.path, () => change.value)
  const key = change.path.at(-1)!
  return withAt(value, change.path.slice(0, -1), (holder) => {
    if (Array.isArray(holder)) return holder.toSpliced(Number(key), 1)
    return isObject(holder) ? Object.fromEntries(Object.entries(holder).filter(([name]) => name !== key)) : (holder ?? null)
  })
}

function withAt(value: Json | undefined, path: Path, update: (old: Json | undefined) => Json): Json {
  const [key, ...rest] = path
  if (key === undefined) return update(value)
  if (Array.isArray(value)) return value.with(Number(key), withAt(value[Number(key)], rest, update))
  const object = isObject(value) ? value : {}
  return { ...object, [String(key)]: withAt(object[String(key)], rest, update) }
}
