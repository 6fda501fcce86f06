import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { compileExpression, evaluateFast } from './expressions/compile-expression.ts'
import { ExpressionRefused } from './expressions/expression-error.ts'
import type { Json } from './expressions/json.ts'
import { expressionOf } from './expressions/template.ts'
import { findRun } from './run-summary.ts'

interface Asked {
  readonly expression: string
  readonly data?: Json
  readonly variables: Record<string, Json>
  readonly run?: string
  readonly task?: string
}

/** Evaluates an expression as a run would, and says what is wrong with it where it does not work. */
export async function evaluateFor(ctx: Ctx, asked: Asked) {
  const past = asked.run === undefined ? null : await pastData(ctx, asked.run, asked.task)
  const data = asked.data ?? past?.data ?? null
  const none = { results: [] as unknown[], reasons: [] as string[], error: null as string | null, offset: null as number | null }
  try {
    const compiled = compileExpression(expressionOf(asked.expression))
    const variables = { ...Object.fromEntries(compiled.variables.map((name) => [name, null])), ...past?.variables, ...asked.variables }
    const reasons = [...compiled.reasons]
    try {
      if (compiled.lane === 'fast') return { ...none, results: evaluateFast(compiled, data, variables), lane: compiled.lane, reasons }
      const { referenceJq } = await import('./runtime/reference-jq.ts')
      return { ...none, results: await referenceJq().evaluate(compiled, data, variables), lane: compiled.lane, reasons }
    } catch (error) {
      return { ...none, lane: compiled.lane, reasons, error: (error as Error).message }
    }
  } catch (error) {
    if (!(error instanceof ExpressionRefused)) throw error
    return { ...none, lane: 'refused' as const, error: error.message, offset: error.offset }
  }
}

/** What the expressions of a run knew: its input, and the outputs of its steps as the context has them. */
async function pastData(ctx: Ctx, run: string, task: string | undefined): Promise<{ data: Json; variables: Record<string, Json> }> {
  const row = await findRun(ctx, run)
  if (ctx.projects !== 'all' && (row.project === null || !ctx.projects.has(row.project))) throw new Problem(errors.run_not_found)
  const given = await ctx.query<{ input: Json }>('SELECT input FROM automations.run WHERE id = $1', [run])
  const outputs = await ctx.query<{ step: string; key: string; output: Json }>(
    `SELECT DISTINCT ON (name) name AS step, key, output FROM automations.task WHERE run = $1 AND step = name AND state = 'done' AND key NOT LIKE '%?%'
     ORDER BY name, position DESC`,
    [run],
  )
  const steps = Object.fromEntries(outputs.rows.map((one) => [one.step, { output: one.output }]))
  const { input } = given.rows[0]!
  const context = { inputs: input, trigger: Array.isArray(input) ? (input[0] ?? null) : null, steps } as Json
  if (task === undefined) return { data: input, variables: { context, input } }
  const found = await ctx.query<{ input: Json; output: Json }>('SELECT input, output FROM automations.task WHERE run = $1 AND key = $2', [
    run,
    task,
  ])
  const known = found.rows[0]
  if (!known) throw new Problem(errors.task_not_found)
  return { data: known.output, variables: { context, input: known.input, output: known.output } }
}
