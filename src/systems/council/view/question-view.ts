import type { Ctx } from '#kernel/context.ts'
import type { QuestionDetail } from '../answer-shape.ts'
import { readProceedings } from '../deliberation/proceedings.ts'
import { asEvidence, maySee } from '../evidence/evidence-row.ts'
import { readLenses } from '../lenses/lens-store.ts'
import { findResolver } from '../outcomes/resolver-row.ts'
import { listInvitations, stateOf } from '../people/invitation.ts'
import { asSummary, mayStillVote, type QuestionRow } from '../question-row.ts'
import { readApprovals } from '../people/approvals.ts'
import { asAnswer, type AnswerRow } from './answer-view.ts'
import { asSeat } from './seat-view.ts'
import { sightOf, type Sight } from './sight.ts'
import { readTurns } from './turns.ts'

/** Everything about a question that this viewer may see. */
export async function viewQuestion(ctx: Ctx, row: QuestionRow): Promise<QuestionDetail> {
  const now = ctx.clock.now()
  const sight = await sightOf(ctx, ctx.actor, row)
  const said = await readProceedings(ctx, row.id)
  const votes = mayStillVote(row, now)
  const answer = await readAnswer(ctx, row.id)
  return {
    ...asSummary(row, now),
    ...framing(row, sight),
    seats: said.seats.map((seat) => asSeat(seat, { question: row, ballots: said.ballots, open: !votes, words: sight.words })),
    answer: answer && !votes ? asAnswer({ question: row, answer, seats: said.seats, words: sight.words }) : null,
    evidence: sight.evidence.map(asEvidence),
    hidden: sight.hidden,
    claims: said.claims.map(({ id, text }) => ({ id, text: sight.words || row.options.some((one) => one.label === text) ? text : null })),
    lenses: await readLenses(ctx, row.id, sight.words ? 'all' : sight.seen),
    turns: await readTurns(ctx, row.thread),
    invitations: (await listInvitations(ctx, row.id)).map((one) => ({
      id: one.id,
      name: one.name,
      createdAt: one.created_at.toISOString(),
      expiresAt: one.expires_at.toISOString(),
      state: stateOf(one, now),
    })),
    resolver: await resolverView(ctx, row),
    approvals: await readApprovals(ctx, row.id),
  }
}

type Framing = Pick<
  QuestionDetail,
  'context' | 'options' | 'costs' | 'threshold' | 'unit' | 'scope' | 'deadlineAt' | 'budgetMicros' | 'votingEndsAt' | 'note'
>

function framing(row: QuestionRow, sight: Sight): Framing {
  return {
    context: row.context,
    options: row.options,
    costs: row.costs,
    threshold: row.threshold,
    unit: row.unit,
    scope: row.scope,
    deadlineAt: row.deadline_at?.toISOString() ?? null,
    budgetMicros: row.budget_micros === null ? null : Number(row.budget_micros),
    votingEndsAt: row.voting_ends_at?.toISOString() ?? null,
    note: sight.words || row.state === 'failed' || row.state === 'cancelled' ? row.note : null,
  }
}

async function readAnswer(ctx: Pick<Ctx, 'query'>, question: string): Promise<AnswerRow | null> {
  const rows = await ctx.query<AnswerRow>(
    'SELECT provisional, aggregate, claims, synthesis, state_seq, ready_at FROM council.answer WHERE question = $1',
    [question],
    'council.answer',
  )
  return rows.rows[0] ?? null
}

async function resolverView(ctx: Ctx, row: QuestionRow): Promise<QuestionDetail['resolver']> {
  const resolver = await findResolver(ctx, row.id)
  if (!resolver) return null
  const operation = resolver.spec.kind === 'operation' ? ctx.operations.get(resolver.spec.operation)?.declaration : undefined
  // What was read at its place is a record like any other: for those who may read it.
  const sees = operation !== undefined && maySee(ctx.actor, { permission: operation.permission, project: row.project })
  return {
    spec: resolver.spec,
    checkedAt: resolver.checked_at?.toISOString() ?? null,
    lastSeen: sees ? resolver.last_seen : null,
    problem: sees ? resolver.problem : null,
    doneAt: resolver.done_at?.toISOString() ?? null,
  }
}
