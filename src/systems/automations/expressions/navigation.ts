import { readIndex } from './access.ts'
import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { moved, eachResult, type Emit, type Point } from './machine.ts'
import type { Syntax } from './syntax.ts'
import { describe } from './value-text.ts'

type Node<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

/** `target[key]`: the key is worked out first, for each of its results the target. */
export function evaluateIndex(node: Node<'index'>, point: Point, emit: Emit): void {
  eachResult(node.key, point, (key) => eachAt(node, { point, key }, emit))
}

export function evaluateSlice(node: Node<'slice'>, point: Point, emit: Emit): void {
  eachBound(node.to, point, (end) => eachBound(node.from, point, (start) => eachAt(node, { point, key: { start, end } }, emit)))
}

function eachAt(node: Node<'index' | 'slice'>, { point, key }: { point: Point; key: Json }, emit: Emit): void {
  point.machine.evaluate(node.target, point, (target, path) => {
    const found = node.optional === true ? readIfThere(target, key) : readIndex(target, key)
    if (found !== undefined) emit(found, longer(point, path, key))
  })
}

/** With a `?` behind it, an access that is not possible has no result. */
function readIfThere(target: Json, key: Json): Json | undefined {
  try {
    return readIndex(target, key)
  } catch (error) {
    if (error instanceof ExpressionFailed) return undefined
    throw error
  }
}

function eachBound(bound: Syntax | null, point: Point, visit: (value: Json) => void): void {
  if (bound === null) visit(null)
  else eachResult(bound, point, visit)
}

export function evaluateIterate(node: Node<'iterate'>, point: Point, emit: Emit): void {
  point.machine.evaluate(node.target, point, (target, path) => {
    if (node.optional === true && (typeof target !== 'object' || target === null)) return
    eachMember(moved(point, target, path), emit)
  })
}

/** Every item of an array or member of an object. */
export function eachMember(point: Point, emit: Emit): void {
  const { value, path } = point
  if (typeof value !== 'object' || value === null) throw new ExpressionFailed(`Cannot iterate over ${describe(value)}`)
  point.machine.charge(Array.isArray(value) ? value.length : 0)
  if (Array.isArray(value)) value.forEach((item, index) => emit(item, longer(point, path, index)))
  else for (const key of Object.keys(value)) emit(value[key]!, longer(point, path, key))
}

/** Paths are copied as they grow, so their length is part of what a step costs. */
function longer(point: Point, path: readonly Json[] | null, key: Json): readonly Json[] | null {
  if (path === null) return null
  point.machine.charge(path.length)
  return [...path, key]
}

/** The value itself and everything inside of it, parents first. */
export function descend(point: Point, emit: Emit): void {
  point.machine.charge(1)
  emit(point.value, point.path)
  if (typeof point.value !== 'object' || point.value === null) return
  eachMember(point, (value, path) => descend(moved(point, value, path), emit))
}
