import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { moved, eachResult, Leave, untilLeft, type Emit, type Point } from './machine.ts'
import { truthy } from './order.ts'
import type { Syntax } from './syntax.ts'

type Node<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

export function evaluateIf(node: Node<'if'>, point: Point, emit: Emit): void {
  eachResult(node.condition, point, (condition) => {
    if (truthy(condition)) point.machine.evaluate(node.then, point, emit)
    else if (node.otherwise === null) emit(point.value, point.path)
    else point.machine.evaluate(node.otherwise, point, emit)
  })
}

export function evaluateLogic(node: Node<'logic'>, point: Point, emit: Emit): void {
  const decided = node.operator === 'or'
  eachResult(node.left, point, (left) => {
    if (truthy(left) === decided) emit(decided, null)
    else eachResult(node.right, point, (right) => emit(truthy(right), null))
  })
}

/** `a // b`: the true results of `a`, or those of `b` when there are none. */
export function evaluateAlternative(node: Node<'alternative'>, point: Point, emit: Emit): void {
  let found = false
  point.machine.evaluate(node.left, point, (value, path) => {
    if (!truthy(value)) return
    found = true
    emit(value, path)
  })
  if (!found) point.machine.evaluate(node.right, point, emit)
}

/** `try a catch b`: errors of `a` go to `b`. What happens to the results of `a` later is not part of the try. */
export function evaluateTry(node: Node<'try'>, point: Point, emit: Emit): void {
  attempt(
    (pass) => point.machine.evaluate(node.body, point, (value, path) => pass(() => emit(value, path))),
    (error) => {
      if (node.handler !== null) point.machine.evaluate(node.handler, moved(point, error, null), emit)
    },
  )
}

class Outside {
  readonly owner: object
  readonly cause: unknown

  constructor(owner: object, cause: unknown) {
    this.owner = owner
    this.cause = cause
  }
}

function attempt(work: (pass: (forward: () => void) => void) => void, failed: (error: Json) => void): void {
  const owner = {}
  try {
    work((forward) => {
      try {
        forward()
      } catch (cause) {
        throw new Outside(owner, cause)
      }
    })
  } catch (thrown) {
    if (thrown instanceof Outside && thrown.owner === owner) throw thrown.cause
    if (!(thrown instanceof ExpressionFailed)) throw thrown
    failed(thrown.value)
  }
}

export function evaluateLabel(node: Node<'label'>, point: Point, emit: Emit): void {
  untilLeft((label) => {
    const labels = { name: node.name, label, outer: point.scope.labels }
    point.machine.evaluate(node.body, { ...point, scope: { ...point.scope, labels } }, emit)
  })
}

export function leaveLabel(node: Node<'break'>, point: Point): never {
  for (let frame = point.scope.labels; frame !== null; frame = frame.outer) if (frame.name === node.name) throw new Leave(frame.label)
  throw new Error(`*label-${node.name} is not defined`)
}
