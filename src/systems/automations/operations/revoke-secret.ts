import { operation } from '#kernel/operation.ts'
import { findAutomation, projectOfAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'

export const revokeSecret = operation(
  contract.revokeSecret,
  async (ctx, input) => {
    const row = await findAutomation(ctx, input.automation)
    const gone = await ctx.query('DELETE FROM automations.secret_grant WHERE automation = $1 AND name = $2', [row.id, input.name])
    if (gone.rowCount === 1) await ctx.emit(events.changed, { automation: row.id }, row.project)
    return {}
  },
  projectOfAutomation,
)
