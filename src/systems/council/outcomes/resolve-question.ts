import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { askedBallots, askedQuestion } from '../deliberation/asked-question.ts'
import { readProceedings } from '../deliberation/proceedings.ts'
import { tellQuestion } from '../deliberation/tell.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { lockQuestion } from '../find-question.ts'
import type { LedgerEntry, Resolver } from '../learning/ledger.ts'
import type { QuestionRow } from '../question-row.ts'
import { addToLedger } from './ledger-store.ts'
import { resultOf, type Outcome } from './result.ts'

export interface Resolution {
  readonly outcome: Outcome
  readonly resolver: Resolver
  readonly note: string
}

/** Writes down what really happened, once, and lets the council learn from it; in the caller's transaction. */
export async function resolveQuestion(ctx: Ctx, id: string, { outcome, resolver, note }: Resolution): Promise<QuestionRow> {
  const row = await lockQuestion(ctx, id)
  if (row.resolved_at) throw new Problem(errors.already_resolved)
  if (row.state !== 'answered') throw new Problem(errors.still_deliberating)
  const said = await readProceedings(ctx, id)
  const result = resultOf(row, outcome, said)
  const question = askedQuestion(row, said)
  const entry = { kind: 'resolved', question, ballots: askedBallots(row, said), outcome: result, resolver } as LedgerEntry
  const { seq } = await learnFrom(ctx, entry, id)
  const kept = { ...outcome, resolver, by: ctx.actor.name, note, at: ctx.clock.now().toISOString() }
  await ctx.query(
    `UPDATE council.question SET outcome = $2, resolved_at = now(), reviewed_at = now(), version = version + 1 WHERE id = $1`,
    [id, JSON.stringify(kept)],
  )
  await ctx.query('UPDATE council.resolver SET done_at = now() WHERE question = $1', [id])
  await ctx.emit(events.learned, { question: id, seq }, row.project)
  await tellQuestion(ctx, row, 'resolved')
  return row
}

async function learnFrom(ctx: Ctx, entry: LedgerEntry, question: string): Promise<{ seq: number }> {
  try {
    return await addToLedger(ctx, entry, question)
  } catch (error) {
    if (error instanceof RangeError) throw new Problem(errors.wrong_outcome, error.message)
    throw error
  }
}
