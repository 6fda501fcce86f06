import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { asBudget, budgetColumns, type BudgetRow } from '../budget-row.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const setBudget = operation(contract.setBudget, async (ctx, { scope, period, project = null, limitMicros }) => {
  if ((scope === 'session') !== (period === 'session'))
    throw new Problem(errors.bad_budget, 'A session has the period session; everything and projects have a day or a month.')
  if (project !== null && scope !== 'project') throw new Problem(errors.bad_budget, 'Only the scope project goes with a project.')
  const set = await ctx.query<BudgetRow>(
    `INSERT INTO models.budget AS b (id, scope, period, project, limit_micros, updated_by) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (scope, period, project) DO UPDATE SET limit_micros = excluded.limit_micros, updated_by = excluded.updated_by,
       updated_at = now(), version = b.version + 1 WHERE $7::integer IS NULL OR b.version = $7
     RETURNING ${budgetColumns}`,
    [ctx.id(), scope, period, project, limitMicros, ctx.actor.name, ctx.ifMatch],
  )
  const row = set.rows[0]
  if (!row) throw new Problem(kernelErrors.stale_version)
  await ctx.emit(events.budget_changed, { budget: row.id }, project)
  return asBudget(ctx, row)
})
