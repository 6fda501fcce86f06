import { createHash } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { lockQuestion } from '../find-question.ts'
import { canonical } from '../learning/canonical.ts'
import type { QuestionRow } from '../question-row.ts'
import type { Round, StoredBallot } from './stored-ballot.ts'
import { tellSeat } from './tell.ts'
import { keepAnswer } from './weigh.ts'

export interface Payment {
  readonly micros: number | null
  readonly tokensIn: number | null
  readonly tokensOut: number | null
  readonly milliseconds: number
  /** Row of the models system's ledger. */
  readonly paidBy: string
}

export interface Sealing {
  readonly question: string
  readonly voter: string
  readonly round: Round
  readonly content: StoredBallot
  readonly payment: Payment | null
}

/**
 * Seals a ballot and brings the answer up to date, in one transaction. The first ballot of a voter and round stays; a
 * second one changes nothing. Answers null when the question takes none any more.
 */
export async function sealBallot(ctx: Ctx, sealing: Sealing): Promise<{ hash: string; sealedAt: Date } | null> {
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, sealing.question)
    if (row.state !== 'deliberating' && row.state !== 'voting') return null
    const text = canonical(sealing.content)
    const hash = createHash('sha256').update(text).digest('hex')
    const { micros = null, tokensIn = null, tokensOut = null, milliseconds = null, paidBy = null } = sealing.payment ?? {}
    const sealed = await open.query<{ sealed_at: Date }>(
      `INSERT INTO council.ballot (question, voter, round, content, hash, cost_micros, tokens_in, tokens_out, milliseconds, paid_by)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING RETURNING sealed_at`,
      [row.id, sealing.voter, sealing.round, text, hash, micros, tokensIn, tokensOut, milliseconds, paidBy],
      'council.seal',
    )
    const made = sealed.rows[0]
    if (!made) return null
    await settleSeat(open, row, sealing)
    if (sealing.round === 'ballot' || sealing.round === 'crux') await keepAnswer(open, row)
    return { hash, sealedAt: made.sealed_at }
  })
}

async function settleSeat(ctx: Ctx, row: QuestionRow, { voter, round, payment }: Sealing): Promise<void> {
  const done = round === 'ballot'
  await ctx.query(
    `UPDATE council.seat SET cost_micros = cost_micros + $3, reserved_micros = 0, changed_at = now(),
       state = CASE WHEN $4 THEN 'answered' ELSE state END, absent = CASE WHEN $4 THEN NULL ELSE absent END
     WHERE question = $1 AND voter = $2`,
    [row.id, voter, payment ? payment.micros : 0, done],
    'council.seat-settle',
  )
  await tellSeat(ctx, row, { voter, state: done ? 'answered' : round })
}
