import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { estimateCost } from '#systems/models/public.ts'
import { lockQuestion } from '../find-question.ts'
import type { Asking } from './stored-ballot.ts'
import { tellSeat } from './tell.ts'
import type { MindRequest } from './write-request.ts'

/** An answer that misses its form is asked for once more, so a call may cost twice. */
const callsAtMost = 2

/**
 * Sets the call's most possible cost aside before it is made; the sum of what was paid and what is set aside never passes
 * the question's budget. Answers why it may not be made, or null.
 */
export async function reserveFor(ctx: Ctx, asking: Asking, request: MindRequest): Promise<string | null> {
  let most: number | null
  try {
    const { model, instructions = '', prefix = '', messages, maxOutputTokens } = request.completion
    const input = [instructions, prefix, ...messages.map((message) => message.text)].join('\n')
    most = (await estimateCost(ctx, { model, input, maxOutputTokens })).mostMicros
  } catch (error) {
    if (error instanceof Problem) return `Its model cannot be asked any more. ${error.message}`
    throw error
  }
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, asking.question)
    const budget = row.budget_micros === null ? null : Number(row.budget_micros)
    if (budget !== null && most === null) return 'The question has a budget, and what its model costs is not known.'
    const wanted = (most ?? 0) * callsAtMost
    const spent = await open.query<{ micros: string }>(
      'SELECT coalesce(sum(coalesce(cost_micros, 0) + reserved_micros), 0) AS micros FROM council.seat WHERE question = $1 AND voter <> $2',
      [row.id, asking.voter],
    )
    const own = await open.query<{ micros: string }>(
      'SELECT coalesce(cost_micros, 0) AS micros FROM council.seat WHERE question = $1 AND voter = $2',
      [row.id, asking.voter],
    )
    const total = Number(spent.rows[0]!.micros) + Number(own.rows[0]?.micros ?? 0) + wanted
    if (budget !== null && total > budget) return `The question’s budget of ${budget} millionths of a dollar does not reach.`
    const isBallot = asking.round === 'ballot'
    const changed = await open.query(
      `UPDATE council.seat SET reserved_micros = $3, changed_at = now(), state = CASE WHEN $4 AND state = 'waiting' THEN 'asking' ELSE state END
       WHERE question = $1 AND voter = $2 AND state <> 'absent'`,
      [row.id, asking.voter, wanted, isBallot],
    )
    if (changed.rowCount === 1) await tellSeat(open, row, { voter: asking.voter, state: isBallot ? 'asking' : asking.round })
    return null
  })
}
