import { ExpressionLimit } from './expression-error.ts'
import type { Json } from './json.ts'
import type { Parameter, Syntax } from './syntax.ts'
import { weightOf } from './weight.ts'

/** Where evaluation stands: the value, how it was reached (null when nobody asks), and the names in sight. */
export interface Point {
  readonly value: Json
  readonly path: readonly Json[] | null
  readonly scope: Scope
  readonly machine: Machine
}

export interface Scope {
  readonly variables: VariableFrame | null
  readonly functions: FunctionFrame | null
  readonly labels: LabelFrame | null
}

export interface LabelFrame {
  readonly name: string
  readonly label: object
  readonly outer: LabelFrame | null
}

export interface VariableFrame {
  readonly name: string
  readonly value: Json
  readonly outer: VariableFrame | null
}

export interface FunctionFrame {
  readonly name: string
  readonly closure: Closure
  readonly outer: FunctionFrame | null
}

export interface Closure {
  readonly parameters: readonly Parameter[]
  readonly body: Syntax
  readonly scope: Scope
}

export const NO_NAMES: Scope = { variables: null, functions: null, labels: null }

export type Emit = (value: Json, path: readonly Json[] | null) => void

/** What to do for each kind of node. */
export type Handlers = {
  readonly [K in Syntax['kind']]: (node: Extract<Syntax, { kind: K }>, point: Point, emit: Emit) => void
}

/** What an evaluation may use. Counted, not timed, so that a replay of a run ends exactly as the run did. */
export const EXPRESSION_BOUNDS = { steps: 500_000, depth: 500, weight: 1_000_000 } as const

/** Runs nodes and counts what they cost. One machine serves one evaluation. */
export class Machine {
  private readonly handlers: Handlers
  private steps = 0
  private depth = 0

  constructor(handlers: Handlers) {
    this.handlers = handlers
  }

  evaluate(node: Syntax, point: Point, emit: Emit): void {
    const handle = this.handlers[node.kind] as (node: Syntax, point: Point, emit: Emit) => void
    this.charge(1)
    this.depth += 1
    if (this.depth > EXPRESSION_BOUNDS.depth) throw new ExpressionLimit(`The expression went deeper than ${EXPRESSION_BOUNDS.depth} levels`)
    try {
      handle(node, point, emit)
    } finally {
      this.depth -= 1
    }
  }

  /** Bounds the size of a value that was just made, and returns it. */
  hold<T extends Json>(value: T): T {
    if (weightOf(value) > EXPRESSION_BOUNDS.weight)
      throw new ExpressionLimit(`The expression made a value of more than ${EXPRESSION_BOUNDS.weight} parts`)
    return value
  }

  /** Counts work done outside of nodes, such as the items of a new array. */
  charge(steps: number): void {
    this.steps += steps
    if (this.steps > EXPRESSION_BOUNDS.steps) throw new ExpressionLimit(`The expression took more than ${EXPRESSION_BOUNDS.steps} steps`)
  }
}

/** The same names at another value. */
export function moved(point: Point, value: Json, path: readonly Json[] | null): Point {
  return { value, path, scope: point.scope, machine: point.machine }
}

/** All results of a node for a value, without paths. */
export function results(node: Syntax, point: Point): Json[] {
  const found: Json[] = []
  streamResults(node, point, (value) => found.push(value))
  return found
}

/** Visits the results of an operand after all of them are known, so that the stack stays as flat as the text. */
export function eachResult(node: Syntax, point: Point, visit: (value: Json) => void): void {
  const constant = constantOf(node)
  if (constant !== undefined) return visit(constant)
  const found: Json[] = []
  let ending: { thrown: unknown } | null = null
  try {
    streamResults(node, point, (value) => found.push(value))
  } catch (thrown) {
    if (thrown instanceof ExpressionLimit) throw thrown
    ending = { thrown }
  }
  for (const value of found) visit(value)
  if (ending !== null) throw ending.thrown
}

function constantOf(node: Syntax): Json | undefined {
  if (node.kind === 'literal') return node.value
  if (node.kind !== 'text' || node.parts.length !== 1) return undefined
  const [part] = node.parts
  return typeof part === 'string' ? part : undefined
}

/** Visits results as they come, so that whoever has enough of them can leave an endless source. */
export function streamResults(node: Syntax, point: Point, visit: (value: Json) => void): void {
  point.machine.evaluate(node, point.path === null ? point : moved(point, point.value, null), (value) => visit(value))
}

export function bindVariable(scope: Scope, name: string, value: Json): Scope {
  return { ...scope, variables: { name, value, outer: scope.variables } }
}

export function bindFunction(scope: Scope, name: string, closure: Closure): Scope {
  return { ...scope, functions: { name, closure, outer: scope.functions } }
}

/** Thrown to leave everything up to the place that made it; never an error that `try` may see. */
export class Leave {
  readonly label: object

  constructor(label: object) {
    this.label = label
  }
}

/** Runs `work`, which may stop early by throwing `new Leave(label)`. */
export function untilLeft(work: (label: object) => void): void {
  const label = {}
  try {
    work(label)
  } catch (thrown) {
    if (!(thrown instanceof Leave && thrown.label === label)) throw thrown
  }
}
