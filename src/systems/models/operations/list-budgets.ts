import { operation } from '#kernel/operation.ts'
import { asBudget, budgetColumns, type BudgetRow } from '../budget-row.ts'
import { contract } from '../contract.ts'

/** Whoever sees only some projects sees their budgets, and what each project or session may spend; not the whole. */
export const listBudgets = operation(contract.listBudgets, async (ctx) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<BudgetRow>(
    `SELECT ${budgetColumns} FROM models.budget b WHERE $1::uuid[] IS NULL OR (b.scope <> 'everything' AND (b.project IS NULL OR b.project = ANY ($1)))
     ORDER BY array_position('{everything,project,session}'::text[], b.scope), b.project NULLS FIRST, b.period`,
    [projects],
  )
  return { items: await Promise.all(rows.rows.map((row) => asBudget(ctx, row))) }
})
