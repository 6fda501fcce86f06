import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findRun, projectOfRun } from '../find-run.ts'
import { asRun } from '../row.ts'

export const resume = operation(
  contract.resume,
  async (ctx, input) => {
    const waiting = await ctx.query(
      `UPDATE kernel.run SET state = 'waiting', reason = 'It was asked to go on.', error = NULL, ended_at = NULL,
         cancel_requested_at = NULL, cancel_requested_by = NULL
       WHERE id = $1 AND state IN ('failed', 'cancelled')`,
      [input.id],
    )
    if (waiting.rowCount !== 1) throw new Problem(errors.not_resumable)
    return asRun(await findRun(ctx, input.id))
  },
  projectOfRun,
)
