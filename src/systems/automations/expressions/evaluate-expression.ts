import { evaluateFast, singleResult, type CompiledExpression } from './compile-expression.ts'
import type { Json } from './json.ts'
import type { ReferenceJq } from './reference.ts'

export interface ExpressionData {
  readonly input: Json
  /** Values by name, without `$`. */
  readonly variables: Readonly<Record<string, Json>>
}

/**
 * The one value of an expression, by whichever lane it takes. Throws ExpressionFailed and ExpressionLimit.
 * The answer of a slow expression has to be recorded by whoever replays a run.
 */
export async function evaluateExpression(
  compiled: CompiledExpression,
  { input, variables }: ExpressionData,
  jq: ReferenceJq,
): Promise<Json> {
  const results = compiled.lane === 'fast' ? evaluateFast(compiled, input, variables) : await jq.evaluate(compiled, input, variables)
  return singleResult(results)
}
