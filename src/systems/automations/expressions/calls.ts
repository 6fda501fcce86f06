import { nativeFunction } from './natives.ts'
import { bindFunction, bindVariable, eachResult, NO_NAMES, type Closure, type Emit, type Point, type Scope } from './machine.ts'
import { libraryFunction } from './library.ts'
import type { Syntax } from './syntax.ts'

type Node<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

/** Calls a function: one defined in the expression, then one of ours, then one written in jq itself. */
export function callFunction(node: Node<'call'>, point: Point, emit: Emit): void {
  const name = node.key
  const local = findLocal(name, point.scope)
  if (local !== null) return enter(local, { node, point }, emit)
  const native = nativeFunction(name)
  if (native !== undefined) return native({ arguments: node.arguments, point, emit })
  const library = libraryFunction(name)
  if (library === undefined) throw new Error(`${name} is not defined`)
  enter({ ...library, scope: NO_NAMES }, { node, point }, emit)
}

export function functionKey(name: string, arity: number): string {
  return `${name}/${arity}`
}

function findLocal(name: string, scope: Scope): Closure | null {
  for (let frame = scope.functions; frame !== null; frame = frame.outer) if (frame.name === name) return frame.closure
  return null
}

/** Evaluates the body of a function. Its parameters are the caller's expressions, seen from the caller's scope. */
function enter(closure: Closure, call: { node: Node<'call'>; point: Point }, emit: Emit): void {
  const { node, point } = call
  const bind = (index: number, scope: Scope): void => {
    const parameter = closure.parameters[index]
    const body = node.arguments[index]
    if (parameter === undefined || body === undefined) return point.machine.evaluate(closure.body, { ...point, scope }, emit)
    const inner = bindFunction(scope, functionKey(parameter.name, 0), { parameters: [], body, scope: point.scope })
    if (!parameter.value) return bind(index + 1, inner)
    eachResult(body, point, (value) => bind(index + 1, bindVariable(inner, parameter.name, value)))
  }
  bind(0, closure.scope)
}

/** `def name: body; rest`. The body sees the function itself, so that it may recurse. */
export function defineFunction(node: Node<'define'>, point: Point, emit: Emit): void {
  const frame = { name: functionKey(node.name, node.parameters.length), outer: point.scope.functions, closure: NOTHING }
  const scope: Scope = { ...point.scope, functions: frame }
  frame.closure = { parameters: node.parameters, body: node.body, scope }
  point.machine.evaluate(node.rest, { ...point, scope }, emit)
}

const NOTHING: Closure = { parameters: [], body: { kind: 'identity', at: 0 }, scope: NO_NAMES }
