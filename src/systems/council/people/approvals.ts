import type { Ctx } from '#kernel/context.ts'

/** How many people like an answer: shown to people, and to nothing that learns. */
export async function readApprovals(ctx: Pick<Ctx, 'query'>, question: string): Promise<{ liked: number; disliked: number }> {
  const rows = await ctx.query<{ liked: number; disliked: number }>(
    `SELECT count(*) FILTER (WHERE liked)::integer AS liked, count(*) FILTER (WHERE NOT liked)::integer AS disliked
     FROM council.approval WHERE question = $1`,
    [question],
  )
  return rows.rows[0]!
}
