import type { Ctx } from '#kernel/context.ts'
import { concludeWorkflow } from '../workflows.ts'

/**
 * Ends the vote and starts the conclusion. While the minds still speak, their deliberation finds the vote closed and goes
 * on by itself.
 */
export async function closeVote(
  ctx: Ctx,
  row: { readonly id: string; readonly project: string | null; readonly state: string },
): Promise<void> {
  await ctx.query('UPDATE council.question SET voting_closed_at = coalesce(voting_closed_at, now()) WHERE id = $1', [row.id])
  if (row.state !== 'voting') return
  const run = await ctx.start(
    concludeWorkflow,
    { question: row.id },
    { project: row.project, title: 'Council: answer after the vote', dedupe: `conclude:${row.id}` },
  )
  await ctx.query('UPDATE council.question SET run = $2 WHERE id = $1', [row.id, run])
}

/** For the schedule: ends every vote whose time is over, and brings back what a crash between two steps left. */
export async function closeDueVotes(ctx: Ctx): Promise<void> {
  const due = await ctx.query<{ id: string; project: string | null; state: string }>(
    `SELECT id, project, state FROM council.question WHERE state = 'voting' AND (voting_ends_at <= now() OR voting_closed_at IS NOT NULL)
     AND (voting_closed_at IS NULL OR voting_closed_at < now() - interval '5 minutes')`,
    [],
    'council.due-votes',
  )
  for (const row of due.rows) await ctx.transaction((open) => closeVote(open, row))
}
