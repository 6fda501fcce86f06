import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Resolver } from '../learning/ledger.ts'
import { errors } from '../errors.ts'
import { lostStep } from '../evidence/field.ts'
import { readOperation } from '../evidence/gather.ts'
import type { QuestionRow } from '../question-row.ts'
import { awaitOutcomeWorkflow } from '../workflows.ts'
import { requireMayHear } from './known-events.ts'
import type { ResolverSpec } from './resolver-row.ts'

type Asked = Pick<QuestionRow, 'id' | 'type' | 'options' | 'project'>

/**
 * Keeps how reality will answer, and starts to wait for it with the rights of whoever asks. The read is tried at once: what
 * they may not read now, no resolver reads for them later.
 */
export async function keepResolver(ctx: Ctx, asked: Asked, spec: ResolverSpec): Promise<void> {
  requireFit(asked, spec)
  if (Date.parse(spec.by) <= ctx.clock.now().getTime()) throw new Problem(errors.wrong_resolver, 'Its moment has passed already.')
  if (spec.kind === 'operation') {
    const declaration = readOperation(ctx, spec.operation)
    if (!declaration) throw new Problem(errors.wrong_resolver, `There is no read operation ${spec.operation}.`)
    requirePath(await ctx.call(declaration, spec.input), spec)
  } else requireMayHear(ctx, spec.event, asked.project)
  await ctx.query('INSERT INTO council.resolver (question, kind, source, spec, event, due_at) VALUES ($1, $2, $3, $4, $5, $6)', [
    asked.id,
    spec.kind,
    sourceOf(spec.kind === 'operation' ? spec.operation : spec.event),
    JSON.stringify(spec),
    spec.kind === 'event' ? spec.event : null,
    spec.by,
  ])
  await ctx.start(awaitOutcomeWorkflow, { question: asked.id }, { project: asked.project, title: 'Council: wait for the outcome' })
}

/** A path with a typing error would lead nowhere on the day of the outcome, and nobody would know before. */
function requirePath(answer: unknown, { operation, path, is }: ResolverSpec & { kind: 'operation' }): void {
  const lost = is === 'exists' ? null : lostStep(answer, path)
  if (!lost) return
  throw new Problem(
    errors.wrong_resolver,
    `${operation} answers nothing at ${path}: instead of ${lost.step} there are ${lost.keys.join(', ')}.`,
  )
}

/** What kind of result it is, as the ledger names it. */
function sourceOf(id: string): Resolver {
  const system = id.split('.')[0]
  if (system === 'tasks') return 'task'
  if (system === 'deployments') return 'deployment'
  return system === 'money' ? 'revenue' : 'metric'
}

function requireFit({ type, options }: Asked, spec: ResolverSpec): void {
  if (type === 'preference' || type === 'open')
    throw new Problem(errors.wrong_resolver, 'Only a choice, yes/no or number can resolve by itself.')
  if (spec.kind === 'event') {
    if (type !== 'yes-no') throw new Problem(errors.wrong_resolver, 'An event answers yes or no; ask a yes/no question.')
    return
  }
  if (type !== 'choice') return
  const known = new Set(options.map((option) => option.id))
  const unknown = (spec.options ?? []).find((one) => !known.has(one.option))
  if (unknown) throw new Problem(errors.wrong_resolver, `There is no option ${unknown.option}.`)
  if (!spec.options?.length) throw new Problem(errors.wrong_resolver, 'A choice needs the cases that name its options.')
}
