import { ExpressionFailed, ExpressionLimit, ExpressionRefused } from '../expressions/expression-error.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import type { ReferenceJq } from '../expressions/reference.ts'
import { expressionOf, fillTemplate } from '../expressions/template.ts'

let jq: ReferenceJq | null = null

/** Ends the thread of real jq, if one was needed. */
export async function closeEventData(): Promise<void> {
  await jq?.close()
}

/** The value of an expression, with or without `${ }`, on an event or a part of it. The evaluator is loaded on first use. */
export async function evaluateOn(text: string, input: Json): Promise<Json> {
  const { compileExpression } = await import('../expressions/compile-expression.ts')
  const { evaluateExpression } = await import('../expressions/evaluate-expression.ts')
  const reference = await import('../expressions/reference.ts')
  jq ??= new reference.ReferenceJq()
  return evaluateExpression(compileExpression(expressionOf(text)), { input, variables: {} }, jq)
}

/** A condition holds for everything but null and false, as in jq. */
export async function holdsOn(condition: string, event: JsonObject): Promise<boolean> {
  const value = await evaluateOn(condition, event)
  return value !== null && value !== false
}

/** The values of a trigger's `with`, worked out on its event. */
export async function filledOn(values: JsonObject, event: JsonObject): Promise<JsonObject> {
  return (await fillTemplate(values, (expression) => evaluateOn(expression, event))) as JsonObject
}

/** Whether an error is about the text of an expression and the data it met, and not about the program. */
export function isAboutExpression(error: unknown): error is Error {
  return error instanceof ExpressionFailed || error instanceof ExpressionLimit || error instanceof ExpressionRefused
}
