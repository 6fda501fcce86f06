import { deletePaths, readPath, writePath } from './access.ts'
import { calculate, calculationCost } from './arithmetic.ts'
import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { moved, eachResult, Leave, streamResults, untilLeft, type Emit, type Point } from './machine.ts'
import { truthy } from './order.ts'
import type { BinaryOperator, Syntax } from './syntax.ts'
import { shortText } from './value-text.ts'
import { copyCost } from './weight.ts'

type Assign = Extract<Syntax, { kind: 'assign' }>

/** Assignments never change a value in place: each gives a changed copy of the input. */
export function evaluateAssignment(node: Assign, point: Point, emit: Emit): void {
  if (node.operator === '|=')
    return emit(
      modify(node.left, point, (value, keep) => streamResults(node.right, moved(point, value, null), keep)),
      null,
    )
  eachResult(node.right, point, (right) => {
    if (node.operator === '=')
      return emit(
        modify(node.left, point, (_, keep) => keep(right)),
        null,
      )
    emit(
      modify(node.left, point, (old, keep) => keep(combined(node.operator, { old, right, point }))),
      null,
    )
  })
}

function combined(written: Assign['operator'], values: { old: Json; right: Json; point: Point }): Json {
  const { old, right, point } = values
  if (written === '//=') return truthy(old) ? old : right
  const operator = written.slice(0, -1) as BinaryOperator
  point.machine.charge(calculationCost(operator, old, right))
  return calculate(operator, old, right)
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
      point.machine.charge(path.length + copyCost(state))
      state = point.machine.hold(writePath(state, path, next))
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
  point.machine.evaluate(target, moved(point, point.value, []), (value, path) => {
    point.machine.charge(1)
    if (path === null) throw new ExpressionFailed(`Invalid path expression with result ${shortText(value)}`)
    found.push(path)
  })
  return found
}
