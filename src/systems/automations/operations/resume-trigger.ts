import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { firstTime } from '../triggers/timetable.ts'
import { asTrigger, findTrigger, projectOfTrigger } from '../triggers/trigger-row.ts'

/** Times that passed in the pause are not made up for: it was wanted that they pass. */
export const resumeTrigger = operation(
  contract.resumeTrigger,
  async (ctx, input) => {
    const { start, paused_at } = await findTrigger(ctx, input.trigger)
    if (paused_at !== null) {
      await ctx.query('UPDATE automations.trigger SET paused_at = NULL, paused_by = NULL, next_at = $2 WHERE id = $1', [
        input.trigger,
        start.kind === 'schedule' ? firstTime(start, ctx.clock.now()) : null,
      ])
    }
    const row = await findTrigger(ctx, input.trigger)
    if (paused_at !== null) await ctx.emit(events.changed, { automation: row.automation }, row.project)
    return asTrigger(row)
  },
  projectOfTrigger,
)
