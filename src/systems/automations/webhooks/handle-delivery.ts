import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Delivery } from '../contracts/webhooks.ts'
import type { JsonObject } from '../expressions/json.ts'
import { publishEvent, type NewEvent } from '../publish-event.ts'
import { startRun } from '../start-run.ts'
import { fireTrigger } from '../triggers/fire-trigger.ts'
import { findTrigger } from '../triggers/trigger-row.ts'
import { deliveryEvent, type Received } from './delivery-event.ts'
import type { WebhookRow } from './webhook-row.ts'

export interface Handled {
  readonly outcome: Delivery['outcome']
  readonly reason: string | null
  readonly run: string | null
}

/** Starts what a delivery starts. Only for one that is known to be from whom it should be. */
export async function handleDelivery(ctx: Ctx, webhook: WebhookRow, received: Received & { id: string }): Promise<Handled> {
  const event = deliveryEvent(received, { name: webhook.name, scheme: webhook.scheme, delivery: received.id, now: ctx.clock.now() })
  const handled = await start(ctx, webhook, event)
  // Steps may listen for it too, if nobody else could have sent it.
  if (webhook.scheme !== 'none') await publishEvent(ctx, event, { project: webhook.project })
  return handled
}

async function start(ctx: Ctx, webhook: WebhookRow, event: NewEvent): Promise<Handled> {
  if (webhook.options.trigger !== undefined) {
    const fired = await fireTrigger(ctx, await findTrigger(ctx, webhook.options.trigger), [event as JsonObject])
    return fired.outcome === 'started' ? { ...fired, reason: null } : { ...fired, run: null }
  }
  if (webhook.disabled_at !== null) return { outcome: 'ignored', reason: `${webhook.automation_name} is disabled.`, run: null }
  const { inputOfEvent } = await import('../language/starts.ts')
  await ctx.query('SAVEPOINT starting')
  try {
    const trigger = { kind: 'webhook', detail: webhook.name }
    const run = await startRun(ctx, { automation: webhook.automation, trigger, input: inputOfEvent(event as JsonObject) })
    return { outcome: 'started', reason: null, run }
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    await ctx.query('ROLLBACK TO SAVEPOINT starting')
    return { outcome: 'failed', reason: error.message, run: null }
  }
}
