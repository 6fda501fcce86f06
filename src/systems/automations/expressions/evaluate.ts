import { calculate } from './arithmetic.ts'
import { callFunction, defineFunction } from './calls.ts'
import { evaluateAssignment } from './assignment.ts'
import { evaluateBinding, evaluateFold } from './binding.ts'
import { evaluateArray, evaluateObject, evaluateText } from './construction.ts'
import { evaluateAlternative, evaluateIf, evaluateLabel, evaluateLogic, evaluateTry, leaveLabel } from './control.ts'
import { ExpressionFailed } from './expression-error.ts'
import { formatText } from './formats.ts'
import type { Json } from './json.ts'
import { eachResult, emitComputed, Machine, NO_NAMES, streamResults, type Emit, type Point, type Scope } from './machine.ts'
import { descend, evaluateIndex, evaluateIterate, evaluateSlice } from './navigation.ts'
import type { Syntax } from './syntax.ts'
import { describe, plainText } from './value-text.ts'

/**
 * Every result of an expression for an input, in order. Throws ExpressionFailed when the expression raises an error
 * and ExpressionLimit when it takes too many steps; both are the same on every run with the same input.
 */
export function evaluateAll(tree: Syntax, input: Json, variables: ReadonlyMap<string, Json>): Json[] {
  const scope: Scope = {
    ...NO_NAMES,
    variables: [...variables].reduce<Scope['variables']>((outer, [name, value]) => ({ name, value, outer }), null),
  }
  const machine = new Machine(evaluateNode)
  const found: Json[] = []
  machine.evaluate(tree, { value: input, path: null, scope, machine }, (value) => found.push(value))
  return found
}

function evaluateNode(node: Syntax, point: Point, emit: Emit): void {
  switch (node.kind) {
    case 'identity':
      return emit(point.value, point.path)
    case 'index':
      return evaluateIndex(node, point, emit)
    case 'iterate':
      return evaluateIterate(node, point, emit)
    case 'slice':
      return evaluateSlice(node, point, emit)
    case 'descend':
      return descend(point, emit)
    case 'pipe':
      return point.machine.evaluate(node.left, point, (value, path) =>
        point.machine.evaluate(node.right, { ...point, value, path }, emit),
      )
    case 'comma':
      point.machine.evaluate(node.left, point, emit)
      return point.machine.evaluate(node.right, point, emit)
    case 'call':
      return callFunction(node, point, emit)
    case 'define':
      return defineFunction(node, point, emit)
    default:
      return point.path === null || CONTROL.has(node.kind)
        ? evaluateControl(node, point, emit)
        : streamResults(node, point, (value) => emitComputed(point, value, emit))
  }
}

const CONTROL = new Set<Syntax['kind']>(['if', 'alternative', 'try', 'reduce', 'foreach', 'bind', 'label', 'break'])

function evaluateControl(node: Syntax, point: Point, emit: Emit): void {
  switch (node.kind) {
    case 'if':
      return evaluateIf(node, point, emit)
    case 'alternative':
      return evaluateAlternative(node, point, emit)
    case 'try':
      return evaluateTry(node, point, emit)
    case 'label':
      return evaluateLabel(node, point, emit)
    case 'break':
      return leaveLabel(node, point)
    case 'bind':
      return evaluateBinding(node, point, emit)
    case 'reduce':
    case 'foreach':
      return evaluateFold(node, point, emit)
    default:
      return evaluateValue(node, point, (value) => emit(value, null))
  }
}

function evaluateValue(node: Syntax, point: Point, emit: (value: Json) => void): void {
  switch (node.kind) {
    case 'literal':
      return emit(node.value)
    case 'text':
      return evaluateText(node, point, emit)
    case 'format':
      return emit(formatText(node.name, point.value))
    case 'array':
      return evaluateArray(node, point, emit)
    case 'object':
      return evaluateObject(node, point, emit)
    case 'variable':
      return emit(readVariable(node.name, point.scope))
    case 'negate':
      return eachResult(node.body, point, (value) => emit(negate(value)))
    case 'binary':
      return eachResult(node.right, point, (right) =>
        eachResult(node.left, point, (left) => {
          point.machine.charge(cost(left) + cost(right))
          emit(calculate(node.operator, left, right))
        }),
      )
    case 'logic':
      return evaluateLogic(node, point, emit)
    case 'assign':
      return evaluateAssignment(node, point, emit)
    default:
      throw new Error(`No evaluation for ${node.kind}`)
  }
}

/** Copying and comparing grow with size; a step is a member or sixteen characters. */
function cost(value: Json): number {
  if (typeof value === 'string') return value.length >> 4
  if (typeof value !== 'object' || value === null) return 0
  return Array.isArray(value) ? value.length : Object.keys(value).length
}

function negate(value: Json): number {
  if (typeof value !== 'number') throw new ExpressionFailed(`${describe(value)} cannot be negated`)
  return -value
}

function readVariable(name: string, scope: Scope): Json {
  for (let frame = scope.variables; frame !== null; frame = frame.outer) if (frame.name === name) return frame.value
  throw new Error(`$${plainText(name)} is not defined`)
}
