import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { asAutomation, findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'

export const update = operation(
  contract.update,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const changed = await ctx.query(
      `UPDATE automations.automation SET tags = coalesce($2, tags), keep_days = CASE WHEN $3 THEN $4 ELSE keep_days END,
         keep_runs = CASE WHEN $5 THEN $6 ELSE keep_runs END, version = version + 1, updated_at = now()
       WHERE id = $1 AND ($7::integer IS NULL OR version = $7)`,
      [
        row.id,
        input.tags ? [...new Set(input.tags)] : null,
        input.keepDays !== undefined,
        input.keepDays ?? null,
        input.keepRuns !== undefined,
        input.keepRuns ?? null,
        ctx.ifMatch,
      ],
    )
    const current = asAutomation(await findAutomation(ctx, row.id))
    if (changed.rowCount !== 1) throw new Problem(kernelErrors.stale_version, undefined, { current })
    await ctx.emit(events.changed, { automation: row.id }, row.project)
    return current
  },
  projectOfAutomation,
)
