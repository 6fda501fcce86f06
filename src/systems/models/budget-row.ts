import type { Ctx } from '#kernel/context.ts'
import { periodAt, type Budget } from './budget.ts'

export interface BudgetRow {
  id: string
  scope: Budget['scope']
  period: Budget['period']
  project: string | null
  limit_micros: string
  version: number
  updated_by: string
  updated_at: Date
}

export const budgetColumns = 'b.id, b.scope, b.period, b.project, b.limit_micros, b.version, b.updated_by, b.updated_at'

/** Whom a call counts for. */
export interface Payer {
  readonly project: string | null
  readonly session: string | null
}

/**
 * What a budget's running period has spent and set aside. `null` where the question makes no sense: a budget for each
 * project or session, without a payer.
 */
export async function usedMicros(ctx: Pick<Ctx, 'query' | 'clock'>, row: BudgetRow, payer: Payer | null): Promise<bigint | null> {
  const project = row.project ?? payer?.project ?? null
  if (row.scope === 'session') {
    if (!payer?.session) return null
    const found = await ctx.query<Sum>(
      'SELECT coalesce(sum(counted_micros), 0) AS sum FROM models.call WHERE session = $1',
      [payer.session],
      'models.used.session',
    )
    return BigInt(found.rows[0]!.sum)
  }
  const { start, end } = periodAt(row.period, ctx.clock.now())!
  if (row.scope === 'everything') {
    const found = await ctx.query<Sum>(
      'SELECT coalesce(sum(counted_micros), 0) AS sum FROM models.call WHERE asked_at >= $1 AND asked_at < $2',
      [start, end],
      'models.used.everything',
    )
    return BigInt(found.rows[0]!.sum)
  }
  if (project === null) return null
  const found = await ctx.query<Sum>(
    'SELECT coalesce(sum(counted_micros), 0) AS sum FROM models.call WHERE project = $1 AND asked_at >= $2 AND asked_at < $3',
    [project, start, end],
    'models.used.project',
  )
  return BigInt(found.rows[0]!.sum)
}

interface Sum {
  sum: string
}

export async function asBudget(ctx: Pick<Ctx, 'query' | 'clock'>, row: BudgetRow): Promise<Budget> {
  const period = periodAt(row.period, ctx.clock.now())
  const used = await usedMicros(ctx, row, null)
  return {
    id: row.id,
    scope: row.scope,
    period: row.period,
    project: row.project,
    limitMicros: Number(row.limit_micros),
    usedMicros: used === null ? null : Number(used),
    periodStart: period?.start.toISOString() ?? null,
    periodEnd: period?.end.toISOString() ?? null,
    updatedBy: row.updated_by,
    updatedAt: row.updated_at.toISOString(),
    version: row.version,
  }
}
