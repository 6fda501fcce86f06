import { readIndex } from './access.ts'
import { ExpressionFailed } from './expression-error.ts'
import type { Json } from './json.ts'
import { bindVariable, eachResult, streamResults, type Emit, type Point, type Scope } from './machine.ts'
import { typeName } from './order.ts'
import { boundNames } from './pattern-names.ts'
import type { Pattern, Syntax } from './syntax.ts'

type Node<K extends Syntax['kind']> = Extract<Syntax, { kind: K }>

/** `source as $pattern | body`, with `?//` alternatives tried in turn when the one before raises an error. */
export function evaluateBinding(node: Node<'bind'>, point: Point, emit: Emit): void {
  streamResults(node.source, point, (value) => {
    const names = node.patterns.length > 1 ? node.patterns.flatMap(boundNames) : []
    const scope = names.reduce((outer, name) => bindVariable(outer, name, null), point.scope)
    tryPatterns(node, { ...point, scope }, { value, index: 0, emit })
  })
}

function tryPatterns(node: Node<'bind'>, point: Point, attempt: { value: Json; index: number; emit: Emit }): void {
  const { value, index, emit } = attempt
  try {
    eachMatch(node.patterns[index]!, value, {
      point,
      visit: (scope) => point.machine.evaluate(node.body, { ...point, scope }, emit),
    })
  } catch (thrown) {
    if (!(thrown instanceof ExpressionFailed) || index + 1 === node.patterns.length) throw thrown
    tryPatterns(node, point, { ...attempt, index: index + 1 })
  }
}

interface Matching {
  readonly point: Point
  readonly visit: (scope: Scope) => void
}

/** Visits the names that a pattern gives to the parts of a value; several times when a key has several results. */
function eachMatch(pattern: Pattern, value: Json, matching: Matching): void {
  const { point, visit } = matching
  if (pattern.kind === 'variable') return visit(bindVariable(point.scope, pattern.name, value))
  const parts = pattern.kind === 'array' ? arrayParts(pattern, value) : objectParts(pattern, value)
  const next = (index: number, scope: Scope): void => {
    const part = parts[index]
    if (part === undefined) return visit(scope)
    part({ point: { ...point, scope }, visit: (inner) => next(index + 1, inner) })
  }
  next(0, point.scope)
}

type Part = (matching: Matching) => void

function arrayParts(pattern: Extract<Pattern, { kind: 'array' }>, value: Json): Part[] {
  if (value !== null && !Array.isArray(value)) throw new ExpressionFailed(`Cannot index ${typeName(value)} with number`)
  return pattern.items.map((item, index) => (matching) => eachMatch(item, value?.[index] ?? null, matching))
}

function objectParts(pattern: Extract<Pattern, { kind: 'object' }>, value: Json): Part[] {
  return pattern.entries.map(
    (entry) =>
      ({ point, visit }) =>
        eachResult(entry.key, point, (key) => {
          if (typeof key !== 'string') throw new ExpressionFailed(`Cannot index ${typeName(value)} with ${typeName(key)}`)
          const member = readIndex(value, key)
          const scope = entry.variable === null ? point.scope : bindVariable(point.scope, entry.variable, member)
          if (entry.value === null) visit(scope)
          else eachMatch(entry.value, member, { point: { ...point, scope }, visit })
        }),
  )
}

/** `reduce` emits the last state, `foreach` something about each state. */
export function evaluateFold(node: Node<'reduce' | 'foreach'>, point: Point, emit: Emit): void {
  point.machine.evaluate(node.initial, point, (value, path) => {
    let state: { value: Json; path: readonly Json[] | null } = { value, path }
    const step = (scope: Scope): void => {
      let next: typeof state | null = null
      point.machine.evaluate(node.update, { ...point, ...state, scope }, (value, path) => {
        next = { value, path }
        if (node.kind === 'foreach') emitState(node, { ...point, ...next, scope }, emit)
      })
      if (next !== null) state = next
      else if (node.kind === 'reduce') state = { value: null, path: point.path === null ? null : [] }
    }
    streamResults(node.source, point, (item) => eachMatch(node.pattern, item, { point, visit: step }))
    if (node.kind === 'reduce') emit(state.value, state.path)
  })
}

function emitState(node: Node<'foreach'>, point: Point, emit: Emit): void {
  if (node.extract === null) emit(point.value, point.path)
  else point.machine.evaluate(node.extract, point, emit)
}
