import type { Ctx } from '#kernel/context.ts'
import type { InputOf } from '#kernel/contract.ts'
import { Problem } from '#kernel/errors.ts'
import type { contract } from '../contract.ts'
import { tellQuestion } from '../deliberation/tell.ts'
import { errors } from '../errors.ts'
import { keepResolver } from '../outcomes/keep-resolver.ts'
import { deliberateWorkflow } from '../workflows.ts'
import { requireAhead } from './require-ahead.ts'
import { freezeOptions } from './wording.ts'

export type Wording = Omit<InputOf<typeof contract.ask>, 'project'>

export interface Place {
  /** Id of the project; null for the whole portfolio. */
  readonly project: string | null
  readonly thread: { readonly id: string; readonly turn: number } | null
  readonly micro: boolean
}

const reviewDays = 30

/** Writes the question down with its options frozen, and starts the deliberation with the rights of whoever asks. */
export async function insertQuestion(ctx: Ctx, wording: Wording, place: Place): Promise<{ question: string; number: number; run: string }> {
  requireUsableCosts(wording.costs)
  requireAhead(ctx, wording.reviewAt)
  const id = ctx.id()
  const options = freezeOptions(wording.type, wording.options)
  const now = ctx.clock.now()
  const review = wording.reviewAt ?? wording.resolver?.by ?? new Date(now.getTime() + reviewDays * 86_400_000).toISOString()
  const title = wording.text.length > 80 ? `${wording.text.slice(0, 79)}…` : wording.text
  const made = await ctx.query<{ number: number }>(
    `INSERT INTO council.question (id, project, thread, turn, asker, asker_name, micro, type, text, context, options, domain, reversibility, costs,
       threshold, unit, scope, deadline_seconds, budget_micros, adaptive, minds, state, stage, voting_ends_at, review_at, asked_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, 'deliberating', 'frame', $22, $23, $24)
     RETURNING number`,
    [
      id,
      place.project,
      place.thread?.id ?? id,
      place.thread?.turn ?? 1,
      ctx.actor.person,
      ctx.actor.name,
      place.micro,
      wording.type,
      wording.text,
      wording.context,
      JSON.stringify(options),
      wording.domain,
      wording.reversibility,
      wording.costs ? JSON.stringify(wording.costs) : null,
      wording.threshold ?? null,
      wording.unit ?? null,
      place.project === null ? 'portfolio' : 'project',
      wording.deadlineSeconds,
      wording.budgetMicros ?? null,
      wording.adaptive,
      wording.minds,
      wording.votingHours ? new Date(now.getTime() + wording.votingHours * 3_600_000) : null,
      review,
      now,
    ],
  )
  const run = await ctx.start(deliberateWorkflow, { question: id }, { project: place.project, title: `Council: ${title}` })
  await ctx.query('UPDATE council.question SET run = $2 WHERE id = $1', [id, run])
  if (wording.resolver) await keepResolver(ctx, { id, type: wording.type, options, project: place.project }, wording.resolver)
  await tellQuestion(ctx, { id, project: place.project }, 'deliberating')
  return { question: id, number: made.rows[0]!.number, run }
}

function requireUsableCosts(costs: Wording['costs']): void {
  if (costs && costs.wrongAct + costs.miss === 0) throw new Problem(errors.wrong_options, 'At least one of the two costs must be above 0.')
}
