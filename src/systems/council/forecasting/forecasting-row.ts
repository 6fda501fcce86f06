import type { Ctx } from '#kernel/context.ts'

export interface Forecasting {
  readonly enabled: boolean
  readonly perDay: number
  readonly open: number
  readonly resolved: number
}

/** Off until somebody turned it on. */
export async function readForecasting(ctx: Pick<Ctx, 'query'>): Promise<Forecasting> {
  const rows = await ctx.query<{ enabled: boolean; per_day: number }>('SELECT enabled, per_day FROM council.forecasting WHERE id = 1')
  const counts = await ctx.query<{ open: number; resolved: number }>(
    `SELECT count(*) FILTER (WHERE resolved_at IS NULL AND state <> 'cancelled')::integer AS open,
       count(*) FILTER (WHERE resolved_at IS NOT NULL)::integer AS resolved FROM council.question WHERE micro`,
  )
  const row = rows.rows[0]
  return { enabled: row?.enabled ?? false, perDay: row?.per_day ?? 5, ...counts.rows[0]! }
}
