import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'

export const removeBudget = operation(contract.removeBudget, async (ctx, { id }) => {
  const removed = await ctx.query<{ project: string | null }>('DELETE FROM models.budget WHERE id = $1 RETURNING project', [id])
  const row = removed.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found, 'There is no such budget.')
  await ctx.emit(events.budget_changed, { budget: id }, row.project)
  return {}
})
