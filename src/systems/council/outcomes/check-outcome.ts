import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { fieldAt } from '../evidence/field.ts'
import { readOperation } from '../evidence/gather.ts'
import { findQuestion } from '../find-question.ts'
import type { QuestionRow } from '../question-row.ts'
import { meets } from './condition.ts'
import { resolveQuestion } from './resolve-question.ts'
import { findResolver, type ResolverRow, type ResolverSpec } from './resolver-row.ts'
import type { Outcome } from './result.ts'

export interface Look {
  readonly done: boolean
  readonly sentence: string
  readonly leftMilliseconds: number
  readonly wholeMilliseconds: number
}

/** Looks once whether reality has answered, with the rights of `ctx`, and resolves the question when it has. */
export async function checkOutcome(ctx: Ctx, id: string): Promise<Look> {
  const row = await findQuestion(ctx, id)
  const resolver = await findResolver(ctx, id)
  const now = ctx.clock.now()
  const times = {
    leftMilliseconds: Math.max(0, (resolver?.due_at.getTime() ?? 0) - now.getTime()),
    wholeMilliseconds: Math.max(0, (resolver?.due_at.getTime() ?? 0) - row.asked_at.getTime()),
  }
  if (!resolver || resolver.done_at || row.resolved_at) return { done: true, sentence: 'It is resolved already.', ...times }
  if (row.state === 'cancelled' || row.state === 'failed') return { done: true, sentence: 'The question was given up.', ...times }
  const over = times.leftMilliseconds === 0
  const found = await outcomeOf(ctx, row, { resolver, over })
  await ctx.query('UPDATE council.resolver SET checked_at = now(), last_seen = $2, problem = $3 WHERE question = $1', [
    id,
    JSON.stringify(found.seen ?? null),
    found.problem,
  ])
  const ready = row.state === 'answered'
  if (found.outcome && ready) {
    await ctx.transaction((open) => resolveQuestion(open, id, { outcome: found.outcome!, resolver: resolver.source, note: found.sentence }))
    return { done: true, sentence: found.sentence, ...times }
  }
  // A reading that cannot be had at the end stays for a person to say; an answer not yet given is waited for a little.
  const given = over && ready
  return { done: given, sentence: found.sentence, ...times, leftMilliseconds: over ? 600_000 : times.leftMilliseconds }
}

interface Found {
  readonly outcome: Outcome | null
  readonly seen: unknown
  readonly problem: string | null
  readonly sentence: string
}

async function outcomeOf(ctx: Ctx, row: QuestionRow, { resolver, over }: { resolver: ResolverRow; over: boolean }): Promise<Found> {
  const { spec, last_seen: seen } = resolver
  if (spec.kind === 'event') {
    if (seen) return { outcome: { happened: 1 }, seen, problem: null, sentence: `${spec.event} has arrived.` }
    const sentence = over ? `No ${spec.event} arrived by ${spec.by}.` : `${spec.event} has not arrived yet.`
    return { outcome: over ? { happened: 0 } : null, seen: null, problem: null, sentence }
  }
  const declaration = readOperation(ctx, spec.operation)
  if (!declaration) return missing(`There is no read operation ${spec.operation} any more.`)
  try {
    return judge(row, { spec, over, seen: fieldAt(await ctx.call(declaration, spec.input), spec.path) })
  } catch (error) {
    if (error instanceof Problem) return missing(error.message)
    throw error
  }
}

function judge(row: QuestionRow, facts: { spec: ResolverSpec & { kind: 'operation' }; over: boolean; seen: unknown }): Found {
  const { spec, over, seen } = facts
  const what = `${spec.operation} ${spec.path} is ${JSON.stringify(seen ?? null)}`
  const found = (outcome: Outcome | null, problem: string | null = null): Found => ({ outcome, seen, problem, sentence: `${what}.` })
  if (row.type === 'yes-no') {
    if (meets(seen, spec)) return found({ happened: 1 })
    if (over && seen === undefined) return missing(`${spec.operation} has nothing at ${spec.path}.`)
    return found(over ? { happened: 0 } : null)
  }
  if (!over) return found(null)
  if (row.type === 'numeric') return typeof seen === 'number' ? found({ value: seen }) : missing(`${what}, which is no number.`)
  const hit = (spec.options ?? []).find((one) => meets(seen, one))
  return hit ? found({ option: hit.option }) : missing(`${what}, which fits none of the cases.`)
}

function missing(problem: string): Found {
  return { outcome: null, seen: null, problem, sentence: problem }
}
