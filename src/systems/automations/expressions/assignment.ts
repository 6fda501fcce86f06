import { deletePaths, readPath, writePath } from './access.ts'
import { calculate } from './arithmetic.ts'
import type { Json } from './json.ts'
import { eachResult, Leave, untilLeft, type Point } from './machine.ts'
import { truthy } from './order.ts'
import type { BinaryOperator, Syntax } from './syntax.ts'

type Assign = Extract<Syntax, { kind: 'assign' }>

/** Assignments never change a value in place: each gives a changed copy of the input. */
export function evaluateAssignment(node: Assign, point: Point, emit: (value: Json) => void): void {
  if (node.operator === '|=') return emit(modify(node.left, point, (value, keep) => eachResult(node.right, { ...point, value }, keep)))
  eachResult(node.right, point, (right) => {
    if (node.operator === '=') return emit(modify(node.left, point, (_, keep) => keep(right)))
    emit(modify(node.left, point, (old, keep) => keep(combined(node.operator, old, right))))
  })
}

function combined(operator: Assign['operator'], old: Json, right: Json): Json {
  if (operator === '//=') return truthy(old) ? old : right
  return calculate(operator.slice(0, -1) as BinaryOperator, old, right)
}

type Change = (old: Json, keep: (value: Json) => void) => void

/** Replaces what lies at every path of `target` by the first result of `change`, or removes it when there is none. */
function modify(target: Syntax, point: Point, change: Change): Json {
  let state = point.value
  const removed: (readonly Json[])[] = []
  for (const path of pathsOf(target, point)) {
    const next = firstKept(readPath(state, path), change)
    if (next === undefined) removed.push(path)
    else {
      point.machine.charge(path.length)
      state = writePath(state, path, next)
    }
  }
  return deletePaths(state, removed)
}

function firstKept(old: Json, change: Change): Json | undefined {
  let kept: Json | undefined
  untilLeft((label) =>
    change(old, (value) => {
      kept = value
      throw new Leave(label)
    }),
  )
  return kept
}

/** Every path that an expression points at within the value. */
export function pathsOf(target: Syntax, point: Point): (readonly Json[])[] {
  const found: (readonly Json[])[] = []
  point.machine.evaluate(target, { ...point, path: [] }, (_, path) => {
    point.machine.charge(1)
    found.push(path ?? [])
  })
  return found
}
