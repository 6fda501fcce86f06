import { calculate, calculationCost } from './arithmetic.ts'
import { callFunction, defineFunction } from './calls.ts'
import { evaluateAssignment } from './assignment.ts'
import { evaluateBinding, evaluateFold } from './binding.ts'
import { evaluateArray, evaluateObject, evaluateText } from './construction.ts'
import { evaluateAlternative, evaluateIf, evaluateLabel, evaluateLogic, evaluateTry, leaveLabel } from './control.ts'
import { ExpressionFailed } from './expression-error.ts'
import { formatText } from './formats.ts'
import type { Json } from './json.ts'
import { moved, eachResult, Machine, NO_NAMES, type Emit, type Handlers, type Point, type Scope } from './machine.ts'
import { descend, evaluateIndex, evaluateIterate, evaluateSlice } from './navigation.ts'
import type { Syntax } from './syntax.ts'
import { describe, plainText } from './value-text.ts'
import { weightOf } from './weight.ts'

/**
 * Every result of an expression for an input, in order. Throws ExpressionFailed when the expression raises an error
 * and ExpressionLimit when it takes too many steps; both are the same on every run with the same input.
 */
export function evaluateAll(tree: Syntax, input: Json, variables: ReadonlyMap<string, Json>): Json[] {
  const scope: Scope = {
    ...NO_NAMES,
    variables: [...variables].reduce<Scope['variables']>((outer, [name, value]) => ({ name, value, outer }), null),
  }
  const machine = new Machine(HANDLERS)
  const found: Json[] = []
  machine.evaluate(tree, { value: input, path: null, scope, machine }, (value) => found.push(value))
  return found
}

/** One entry per kind of node. What computes a value emits it without a path. */
const HANDLERS: Handlers = {
  identity: (_, point, emit) => emit(point.value, point.path),
  descend: (_, point, emit) => descend(point, emit),
  literal: (node, _, emit) => emit(node.value, null),
  text: evaluateText,
  format: (node, point, emit) => {
    point.machine.charge(weightOf(point.value))
    emit(formatText(node.name, point.value), null)
  },
  index: evaluateIndex,
  slice: evaluateSlice,
  iterate: evaluateIterate,
  array: evaluateArray,
  object: evaluateObject,
  negate: (node, point, emit) => eachResult(node.body, point, (value) => emit(negate(value), null)),
  pipe: (node, point, emit) =>
    point.machine.evaluate(node.left, point, (value, path) => point.machine.evaluate(node.right, moved(point, value, path), emit)),
  comma: (node, point, emit) => {
    point.machine.evaluate(node.left, point, emit)
    point.machine.evaluate(node.right, point, emit)
  },
  binary: evaluateBinary,
  logic: evaluateLogic,
  alternative: evaluateAlternative,
  assign: evaluateAssignment,
  if: evaluateIf,
  try: evaluateTry,
  reduce: evaluateFold,
  foreach: evaluateFold,
  bind: evaluateBinding,
  define: defineFunction,
  call: callFunction,
  variable: (node, point, emit) => emit(readVariable(node.name, point.scope), null),
  label: evaluateLabel,
  break: leaveLabel,
}

function evaluateBinary(node: Extract<Syntax, { kind: 'binary' }>, point: Point, emit: Emit): void {
  eachResult(node.right, point, (right) =>
    eachResult(node.left, point, (left) => {
      point.machine.charge(calculationCost(node.operator, left, right))
      emit(point.machine.hold(calculate(node.operator, left, right)), null)
    }),
  )
}

function negate(value: Json): number {
  if (typeof value !== 'number') throw new ExpressionFailed(`${describe(value)} cannot be negated`)
  return -value
}

function readVariable(name: string, scope: Scope): Json {
  for (let frame = scope.variables; frame !== null; frame = frame.outer) if (frame.name === name) return frame.value
  throw new Error(`$${plainText(name)} is not defined`)
}
