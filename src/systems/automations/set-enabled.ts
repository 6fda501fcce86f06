import type { Ctx } from '#kernel/context.ts'
import { asAutomation, findAutomation } from './automation-row.ts'
import { events } from './events.ts'
import type { Automation } from './shapes/automation.ts'

/** Disabled with a reason, or enabled without one. Doing it again changes nothing. */
export async function setEnabled(ctx: Ctx, idOrName: string, reason: string | null): Promise<Automation> {
  const row = await findAutomation(ctx, idOrName)
  const changed = await ctx.query(
    `UPDATE automations.automation SET disabled_at = CASE WHEN $2::text IS NULL THEN NULL ELSE now() END, disabled_reason = $2,
       version = version + 1, updated_at = now() WHERE id = $1 AND (disabled_at IS NULL) <> ($2::text IS NULL)`,
    [row.id, reason],
  )
  // What files did meanwhile is not made up for: it was wanted that nothing starts.
  if (changed.rowCount === 1) await ctx.query('UPDATE automations.trigger SET files_at = NULL WHERE automation = $1', [row.id])
  if (changed.rowCount === 1) await ctx.emit(events.changed, { automation: row.id }, row.project)
  return asAutomation(await findAutomation(ctx, row.id))
}
