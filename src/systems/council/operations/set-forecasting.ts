import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { readForecasting } from '../forecasting/forecasting-row.ts'

export const setForecasting = operation(contract.setForecasting, async (ctx, { enabled, perDay }) => {
  await ctx.query(
    `INSERT INTO council.forecasting (id, enabled, per_day, changed_by) VALUES (1, $1, $2, $3)
     ON CONFLICT (id) DO UPDATE SET enabled = excluded.enabled, per_day = excluded.per_day, changed_by = excluded.changed_by, changed_at = now()`,
    [enabled, perDay, ctx.actor.name],
  )
  return readForecasting(ctx)
})
