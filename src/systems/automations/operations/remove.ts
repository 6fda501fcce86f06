import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'

export const remove = operation(
  contract.remove,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    await ctx.query('DELETE FROM automations.automation WHERE id = $1', [row.id])
    await ctx.emit(events.removed, { automation: row.id, name: row.name }, row.project)
    return {}
  },
  projectOfAutomation,
)
