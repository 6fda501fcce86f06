import { evaluateAll } from './evaluate.ts'
import { ExpressionFailed, ExpressionLimit, ExpressionRefused } from './expression-error.ts'
import type { Json } from './json.ts'
import { parseExpression } from './parser.ts'
import { jsonResult } from './result.ts'
import { resolveNames } from './resolve.ts'
import type { Syntax } from './syntax.ts'

/**
 * An expression that may be saved. `fast` ones give the same answer on every run and need no record;
 * `slow` ones need real jq in a worker, and a durable run records their answer.
 */
export interface CompiledExpression {
  readonly text: string
  readonly lane: 'fast' | 'slow'
  /** Why it is slow, for people; empty when it is fast. */
  readonly reasons: readonly string[]
  /** Names of the variables it reads, without `$`. */
  readonly variables: readonly string[]
  readonly tree: Syntax
}

export type Classification =
  | { lane: 'fast' | 'slow'; reasons: readonly string[]; variables: readonly string[] }
  | { lane: 'refused'; code: ExpressionRefused['code']; reason: string; offset: number }

/** Reads and checks an expression (without `${ }`). Throws ExpressionRefused. Results are cached by text. */
export function compileExpression(text: string): CompiledExpression {
  const cached = CACHE.get(text)
  if (cached !== undefined) return cached
  const tree = parseExpression(text)
  const { variables, slow } = resolveNames(tree)
  const compiled: CompiledExpression = { text, lane: slow.length > 0 ? 'slow' : 'fast', reasons: slow, variables, tree }
  if (CACHE.size >= MAX_CACHED) CACHE.delete(CACHE.keys().next().value!)
  CACHE.set(text, compiled)
  return compiled
}

const MAX_CACHED = 1_000
const CACHE = new Map<string, CompiledExpression>()

/** What becomes of an expression when it is saved: evaluated by us, by real jq, or refused with the reason. */
export function classify(text: string): Classification {
  try {
    const { lane, reasons, variables } = compileExpression(text)
    return { lane, reasons, variables }
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    return { lane: 'refused', code: error.code, reason: error.message, offset: error.offset }
  }
}

/**
 * All results of a fast expression, in order. Synchronous, bounded and repeatable.
 * Throws ExpressionFailed for an error of the expression and ExpressionLimit when it is too much work.
 */
export function evaluateFast(compiled: CompiledExpression, input: Json, variables: Readonly<Record<string, Json>>): Json[] {
  if (compiled.lane !== 'fast') throw new Error(`"${compiled.text}" needs real jq: ${compiled.reasons.join(', ')}`)
  const given = new Map<string, Json>()
  for (const name of compiled.variables) {
    if (!Object.hasOwn(variables, name)) throw new ExpressionFailed(`$${name} has no value here`)
    given.set(name, variables[name]!)
  }
  try {
    return evaluateAll(compiled.tree, input, given).map(jsonResult)
  } catch (error) {
    if (error instanceof RangeError) throw new ExpressionLimit('The data is nested too deeply for an expression')
    throw error
  }
}

/** The one value an expression stands for: none is null, several are an error that says what to do. */
export function singleResult(results: readonly Json[]): Json {
  if (results.length > 1)
    throw new ExpressionFailed(`The expression gives ${results.length} results; put it in [ ] for a list or use first(…)`)
  return results[0] ?? null
}
