import type { Ctx } from '#kernel/context.ts'
import { markLost } from './reserve.ts'

/** No call lasts longer: what is still `asked` then was in flight when its program ended. */
const longestCall = '2 hours'
/** How long an answer is kept for whoever asks with its key again. */
const answersFor = '30 days'

/** Marks calls whose end nobody noted, and forgets old answers. What they cost stays. */
export async function tidy(ctx: Ctx): Promise<void> {
  const lost = await ctx.query<{ id: string }>(
    `SELECT id FROM models.call WHERE state = 'asked' AND asked_at < now() - interval '${longestCall}'`,
  )
  await markLost(
    ctx,
    lost.rows.map((row) => row.id),
  )
  await ctx.query(`UPDATE models.call SET answer = NULL WHERE answer IS NOT NULL AND asked_at < now() - interval '${answersFor}'`)
}
