import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { findRun, projectOfRun } from '../find-run.ts'
import { asRun } from '../row.ts'

/** Notes the wish; every node hears of the changed row, and the run ends once its steps have ended. */
export const cancel = operation(
  contract.cancel,
  async (ctx, input) => {
    const asked = await ctx.query(
      `UPDATE kernel.run SET cancel_requested_at = coalesce(cancel_requested_at, now()), cancel_requested_by = coalesce(cancel_requested_by, $2)
       WHERE id = $1 AND state IN ('waiting', 'running')`,
      [input.id, ctx.actor.name],
    )
    if (asked.rowCount !== 1) throw new Problem(errors.already_ended)
    return asRun(await findRun(ctx, input.id))
  },
  projectOfRun,
)
