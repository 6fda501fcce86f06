import type { Ctx } from '#kernel/context.ts'
import { contract as runs } from '#kernel/runs/contract.ts'

/** Asks for the end of a run with all its children. It ends as cancelled once none of its processes is left. */
export async function cancelRun(ctx: Ctx, run: string): Promise<void> {
  const asked = await ctx.query<{ id: string }>(
    `WITH RECURSIVE below (id) AS (
       SELECT $1::uuid UNION SELECT r.id FROM automations.run r JOIN below b ON r.parent = b.id)
     UPDATE automations.run SET cancel_requested_at = coalesce(cancel_requested_at, now())
     WHERE id IN (SELECT id FROM below) AND state IN ('waiting', 'running', 'paused') RETURNING id`,
    [run],
  )
  for (const { id } of asked.rows) await ctx.call(runs.cancel, { id })
}
