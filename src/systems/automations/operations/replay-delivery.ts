import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { asDelivery, findDelivery, projectOfDelivery } from '../webhooks/delivery-row.ts'
import { handleDelivery } from '../webhooks/handle-delivery.ts'
import { findWebhook } from '../webhooks/webhook-row.ts'

/** Whose signature was checked when it came; it starts its automation again, whether or not it did then. */
export const replayDelivery = operation(
  contract.replayDelivery,
  async (ctx, input) => {
    const known = await findDelivery(ctx, input.delivery)
    if (known.outcome === 'refused') {
      throw new Problem(errors.webhook_refused, 'It was refused: nobody knows who sent it, so it cannot be handled.')
    }
    const webhook = await findWebhook(ctx, known.webhook)
    const id = ctx.id()
    const handled = await handleDelivery(ctx, webhook, { id, headers: new Headers(known.headers), body: known.body })
    await ctx.query(
      `INSERT INTO automations.delivery (id, webhook, delivery, outcome, reason, headers, body, run, replay_of, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        id,
        webhook.id,
        known.delivery,
        handled.outcome,
        handled.reason,
        JSON.stringify(known.headers),
        known.body,
        handled.run,
        known.id,
        ctx.clock.now(),
      ],
    )
    return asDelivery(await findDelivery(ctx, id))
  },
  projectOfDelivery,
)
