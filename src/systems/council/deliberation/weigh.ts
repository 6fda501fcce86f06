import type { Ctx } from '#kernel/context.ts'
import type { Answer } from '../aggregation/aggregate.ts'
import { aggregate } from '../aggregation/aggregate.ts'
import { readState } from '../outcomes/state-store.ts'
import type { QuestionRow } from '../question-row.ts'
import { askedBallots, askedQuestion } from './asked-question.ts'
import { readProceedings, type Proceedings } from './proceedings.ts'

export interface Weighed {
  readonly answer: Answer
  readonly said: Proceedings
  readonly seq: number
}

/** Computes the answer from what is sealed now, without keeping it. */
export async function computeAnswer(ctx: Pick<Ctx, 'query'>, row: QuestionRow): Promise<Weighed> {
  const said = await readProceedings(ctx, row.id)
  const { state, seq } = await readState(ctx)
  const weights = row.type === 'preference' ? await personaWeights(ctx) : {}
  const written = row.type === 'open' ? await answersWritten(ctx, row) : {}
  return { answer: aggregate(askedQuestion(row, said, { weights, written }), askedBallots(row, said), state), said, seq }
}

/**
 * Keeps the answer up to date with the ballots. Called with every sealed ballot, so that the answer is ready when the
 * last one is; the row of the question is locked by the caller.
 */
export async function keepAnswer(ctx: Pick<Ctx, 'query'>, row: QuestionRow): Promise<Weighed> {
  const weighed = await computeAnswer(ctx, row)
  const ballots = weighed.said.ballots.filter((ballot) => ballot.round === 'ballot' || ballot.round === 'crux').length
  await ctx.query(
    `INSERT INTO council.answer AS known (question, provisional, ballots, aggregate, state_seq) VALUES ($1, true, $2, $3, $4)
     ON CONFLICT (question) DO UPDATE SET ballots = excluded.ballots, aggregate = excluded.aggregate, state_seq = excluded.state_seq,
       ready_at = CASE WHEN known.ballots = excluded.ballots THEN known.ready_at ELSE clock_timestamp() END`,
    [row.id, ballots, JSON.stringify(weighed.answer), weighed.seq],
    'council.answer-keep',
  )
  return weighed
}

/** What people set for preferences, where nothing can be learned. */
async function personaWeights(ctx: Pick<Ctx, 'query'>): Promise<Record<string, number>> {
  const rows = await ctx.query<{ id: string; weight: number }>('SELECT id, weight FROM council.persona', [])
  return Object.fromEntries(rows.rows.map((row) => [row.id, row.weight]))
}

/** How many answers to other questions each mind has composed: the next one is written by who wrote least. */
async function answersWritten(ctx: Pick<Ctx, 'query'>, { id }: QuestionRow): Promise<Record<string, number>> {
  const rows = await ctx.query<{ voter: string; count: number }>(
    `SELECT voter, count(*)::integer AS count FROM council.ballot WHERE round = 'text' AND question <> $1 GROUP BY voter`,
    [id],
    'council.written',
  )
  return Object.fromEntries(rows.rows.map((row) => [row.voter, row.count]))
}
