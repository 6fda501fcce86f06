import type { Ctx } from '#kernel/context.ts'
import { lockQuestion } from '../find-question.ts'
import type { Asking } from './stored-ballot.ts'
import { tellSeat } from './tell.ts'
import { keepAnswer } from './weigh.ts'

/** Notes why a mind has no ballot. Only the round of the ballot makes it absent: a missing second answer changes nothing. */
export async function excuse(ctx: Ctx, { question, voter, round }: Omit<Asking, 'until'>, why: string): Promise<'absent'> {
  if (round !== 'ballot') return 'absent'
  await ctx.transaction(async (open) => {
    const row = await lockQuestion(open, question)
    const changed = await open.query(
      `UPDATE council.seat SET state = 'absent', absent = $3, changed_at = now(),
         cost_micros = CASE WHEN state = 'asking' AND reserved_micros > 0 THEN NULL ELSE cost_micros END
       WHERE question = $1 AND voter = $2 AND state IN ('waiting', 'asking')`,
      [question, voter, why],
    )
    if (changed.rowCount === 1) await tellSeat(open, row, { voter, state: 'absent' })
    await keepAnswer(open, row)
  })
  return 'absent'
}

/** Makes everybody absent who has not answered by now; `why` says the reason. */
export async function excuseSilent(ctx: Ctx, question: string, why: string): Promise<void> {
  const silent = await ctx.query<{ voter: string }>(
    `SELECT voter FROM council.seat WHERE question = $1 AND state IN ('waiting', 'asking') ORDER BY position`,
    [question],
  )
  for (const { voter } of silent.rows) await excuse(ctx, { question, voter, round: 'ballot' }, why)
}
