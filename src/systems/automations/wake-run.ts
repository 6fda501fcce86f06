import type { Ctx } from '#kernel/context.ts'

/** The topic on which runs that are put aside listen. */
export const wakeTopic = 'wake'

/**
 * Lets a run look again at what it waits for: with the transaction in which that came about. A run that works hears of
 * it by itself; one that is put aside gets one message, however many call.
 */
export async function wakeRun(ctx: Ctx, run: string): Promise<void> {
  const woken = await ctx.query<{ wakes: number; asleep: boolean }>(
    `UPDATE automations.run r SET wakes = r.wakes + 1, woken = r.woken OR NOT r.working
     FROM (SELECT id, woken FROM automations.run WHERE id = $1 FOR UPDATE) b
     WHERE r.id = b.id AND r.state IN ('waiting', 'running', 'paused') RETURNING r.wakes, NOT r.working AND NOT b.woken AS asleep`,
    [run],
    'automations.run.wake',
  )
  const row = woken.rows[0]
  if (row?.asleep) await ctx.send(run, { topic: wakeTopic, message: null, key: `${run}:wake:${row.wakes}` })
}
