import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import { errors } from './errors.ts'
import type { RunRow } from './run-summary.ts'
import { tellRun } from './tell-run.ts'
import { wakeRun } from './wake-run.ts'

/** A paused run goes on where it stands; a failed one tries the task again that it failed with. */
export async function resumeRun(ctx: Ctx, row: RunRow): Promise<void> {
  if (row.state === 'failed') return tryAgain(ctx, row)
  const resumed = await ctx.query(
    `UPDATE automations.run SET pause_requested_at = NULL, state = CASE WHEN working THEN 'running' ELSE 'waiting' END
     WHERE id = $1 AND pause_requested_at IS NOT NULL AND state IN ('waiting', 'running', 'paused')`,
    [row.id],
  )
  if (resumed.rowCount !== 1) throw new Problem(errors.run_not_paused)
  await wakeRun(ctx, row.id)
  await tellRun(ctx, row, 'waiting')
}

/** A run says that it failed a moment before its work on the node is over; only then it may be taken up again. */
export async function untilSettled(ctx: Ctx, run: string): Promise<void> {
  const until = performance.now() + 15_000
  while ((await ctx.call(runs.get, { id: run })).state === 'running' && performance.now() < until) await delay(50)
}

/** What it failed with is struck from the journal, with the failure of everything around it. */
async function tryAgain(ctx: Ctx, row: RunRow): Promise<void> {
  const undone = await ctx.query(`SELECT FROM automations.task WHERE run = $1 AND recorded AND name LIKE 'undo-%' LIMIT 1`, [row.id])
  if (undone.rowCount === 1) {
    throw new Problem(errors.run_not_paused, 'What it did was undone already when it failed; restart it from a task instead.')
  }
  await ctx.query(
    `DELETE FROM automations.task WHERE run = $1 AND state = 'failed' AND (reference = $2 OR starts_with($2, reference || '/') OR reference = '/')`,
    [row.id, row.error?.instance ?? '/'],
  )
  await ctx.query(
    `UPDATE automations.run SET state = 'waiting', error = NULL, ended_at = NULL, cancel_requested_at = NULL, pause_requested_at = NULL WHERE id = $1`,
    [row.id],
  )
  await ctx.call(runs.resume, { id: row.id })
  await tellRun(ctx, row, 'waiting')
}
