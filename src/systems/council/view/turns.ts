import type { Ctx } from '#kernel/context.ts'
import type { QuestionDetail } from '../answer-shape.ts'
import type { StoredSynthesis } from '../deliberation/stored-synthesis.ts'

/** The turns of a conversation; all of them belong to one project, so who sees one sees them all. */
export async function readTurns(ctx: Pick<Ctx, 'query'>, thread: string): Promise<QuestionDetail['turns']> {
  const rows = await ctx.query<{ id: string; number: number; turn: number; text: string; synthesis: StoredSynthesis | null }>(
    `SELECT q.id, q.number, q.turn, q.text, CASE WHEN a.provisional THEN NULL ELSE a.synthesis END AS synthesis
     FROM council.question q LEFT JOIN council.answer a ON a.question = q.id WHERE q.thread = $1 ORDER BY q.turn`,
    [thread],
  )
  return rows.rows.map(({ synthesis, ...turn }) => ({ ...turn, sentence: synthesis?.sentence ?? null }))
}
