import { Problem } from '#kernel/errors.ts'
import type { Ctx } from '#kernel/context.ts'
import { errors } from './errors.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { asForeseen } from './foreseen-calls.ts'
import type { WorkflowDocument } from './language/model/document.ts'
import { isObject } from './expressions/json.ts'
import { surroundingsOf } from './surroundings.ts'

interface Asked {
  readonly text: string
  readonly inputs: Record<string, unknown>
  readonly answers: Record<string, unknown>
}

/** Walks a text in a world in which nothing happens. */
export async function dryRunText(ctx: Ctx, { text, inputs, answers }: Asked) {
  const { compile } = await import('./language/compile.ts')
  const { document, problems, notes } = compile(text, await surroundingsOf(ctx))
  if (document === null) throw new Problem(errors.text_refused, problems.find((one) => one.severity === 'error')?.message, { problems })
  const given = { inputs: inputs as JsonObject, answers: answers as Record<string, Json> }
  const walked = await walk(ctx, document, given)
  const undone = await walk(ctx, failingAtTheEnd(document), given)
  return {
    outcome: walked.outcome,
    output: walked.output,
    error: walked.error,
    calls: asForeseen(ctx, walked.calls),
    undo: walked.outcome === 'done' ? asForeseen(ctx, undone.calls.slice(walked.calls.length)) : [],
    notes: [...notes, ...walked.notes],
  }
}

async function walk(ctx: Ctx, document: WorkflowDocument, { inputs, answers }: { inputs: JsonObject; answers: Record<string, Json> }) {
  const { DryWorld, Unanswered } = await import('./interpreter/dry-world.ts')
  const { Interpreter } = await import('./interpreter/interpreter.ts')
  const { Failure } = await import('./interpreter/failure.ts')
  const { referenceJq } = await import('./runtime/reference-jq.ts')
  const now = ctx.clock.now()
  const world = new DryWorld({
    document,
    workflow: { id: 'dry-run', definition: document as unknown as JsonObject, input: inputs, startedAt: { iso8601: now.toISOString() } },
    answers,
    now,
    evaluateSlow: (...given) => referenceJq().evaluate(...given),
  })
  const ended = await new Interpreter(world).run(inputs).then(
    (output) => ({ outcome: 'done' as const, output, error: null, said: [] as string[] }),
    (error: unknown) => {
      if (error instanceof Failure) return { outcome: 'failed' as const, output: null, error: { ...error.body }, said: [] as string[] }
      if (error instanceof Unanswered) return { outcome: 'open' as const, output: null, error: null, said: [error.message] }
      throw error
    },
  )
  return { ...ended, calls: world.calls, notes: [...world.notes, ...ended.said] }
}

/** The same definition, failing once everything is done: what it does then is what it undoes. */
function failingAtTheEnd(document: WorkflowDocument): WorkflowDocument {
  const copy = structuredClone(document)
  const last = copy.do.at(-1)
  const main = last && Object.values(last)[0]
  if (isObject(main) && Array.isArray(main['try'])) {
    const error = { type: 'https://optimus.local/errors/what-if', status: 500, title: 'What if it fails now?' }
    main['try'].push({ 'optimus-what-if': { raise: { error } } })
  }
  return copy
}
