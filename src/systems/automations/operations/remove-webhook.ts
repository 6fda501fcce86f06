import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { findWebhook, projectOfWebhook } from '../webhooks/webhook-row.ts'

export const removeWebhook = operation(
  contract.removeWebhook,
  async (ctx, input) => {
    const row = await findWebhook(ctx, input.webhook)
    if (row.options.trigger !== undefined) {
      throw new Problem(errors.webhook_refused, `It is written in the text of ${row.automation_name}; take it out there.`)
    }
    await ctx.query('DELETE FROM automations.webhook WHERE id = $1', [row.id])
    await ctx.emit(events.changed, { automation: row.automation }, row.project)
    return {}
  },
  projectOfWebhook,
)
