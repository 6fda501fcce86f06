import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asRun, findRun, projectOfRun } from '../run-summary.ts'
import { tellRun } from '../tell-run.ts'

/** A run that works hears of it before its next task; one that is put aside stays there. */
export const pauseRun = operation(
  contract.pauseRun,
  async (ctx, input) => {
    const paused = await ctx.query(
      `UPDATE automations.run SET pause_requested_at = coalesce(pause_requested_at, now()), wakes = wakes + 1,
         state = CASE WHEN working OR started_at IS NULL THEN state ELSE 'paused' END
       WHERE id = $1 AND state IN ('waiting', 'running', 'paused')`,
      [input.run],
    )
    const row = await findRun(ctx, input.run)
    if (paused.rowCount !== 1) throw new Problem(errors.run_ended)
    await tellRun(ctx, row, row.state)
    return asRun(row)
  },
  projectOfRun,
)
