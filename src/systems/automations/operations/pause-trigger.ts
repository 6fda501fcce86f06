import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asTrigger, findTrigger, projectOfTrigger } from '../triggers/trigger-row.ts'

/** Files that change in the pause are not made up for, as times are not. */
export const pauseTrigger = operation(
  contract.pauseTrigger,
  async (ctx, input) => {
    const changed = await ctx.query(
      'UPDATE automations.trigger SET paused_at = $2, paused_by = $3, files_at = NULL WHERE id = $1 AND paused_at IS NULL',
      [input.trigger, ctx.clock.now(), ctx.actor.name],
    )
    const row = await findTrigger(ctx, input.trigger)
    if (changed.rowCount === 1) await ctx.emit(events.changed, { automation: row.automation }, row.project)
    return asTrigger(row)
  },
  projectOfTrigger,
)
