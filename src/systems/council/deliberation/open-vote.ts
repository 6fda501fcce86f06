import type { Ctx } from '#kernel/context.ts'
import { lockQuestion } from '../find-question.ts'
import { tellQuestion } from './tell.ts'

/** Once the minds are done, people may still vote; then the deliberation rests until they have. */
export async function openVote(ctx: Ctx, question: string): Promise<{ waits: boolean }> {
  return ctx.transaction(async (open) => {
    const row = await lockQuestion(open, question)
    if (row.state === 'voting') return { waits: true }
    const ended = row.voting_closed_at !== null || row.voting_ends_at === null || row.voting_ends_at <= open.clock.now()
    if (row.state !== 'deliberating' || ended) return { waits: false }
    await open.query(`UPDATE council.question SET state = 'voting', stage = 'people' WHERE id = $1`, [question])
    await tellQuestion(open, row, 'voting')
    return { waits: true }
  })
}
