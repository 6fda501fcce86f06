import type { Ctx } from '#kernel/context.ts'
import { readQuestion } from '../question-row.ts'
import { tellQuestion } from './tell.ts'

/** Ends the question whose run ended without an answer. Ballots that were sealed stay. */
export async function endQuestion(ctx: Ctx, run: string, state: 'failed' | 'cancelled'): Promise<void> {
  const note = state === 'failed' ? 'The deliberation broke; its run says why. Ask again.' : 'It was stopped.'
  const ended = await ctx.query<{ id: string }>(
    `UPDATE council.question SET state = $2, stage = NULL, note = $3, version = version + 1
     WHERE run = $1 AND state IN ('deliberating', 'voting') RETURNING id`,
    [run, state, note],
  )
  const row = ended.rows[0] ? await readQuestion(ctx, ended.rows[0].id) : null
  if (row) await tellQuestion(ctx, row, state)
}
