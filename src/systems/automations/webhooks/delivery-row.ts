import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Delivery } from '../contracts/webhooks.ts'
import { errors } from '../errors.ts'

export interface DeliveryRow {
  id: string
  webhook: string
  delivery: string | null
  outcome: Delivery['outcome']
  reason: string | null
  headers: Record<string, string>
  body: Buffer
  run: string | null
  replay_of: string | null
  at: Date
  project: string | null
}

export const deliverySelect = `SELECT d.id, d.webhook, d.delivery, d.outcome, d.reason, d.headers, d.body, d.run, d.replay_of, d.at, a.project
  FROM automations.delivery d JOIN automations.webhook w ON w.id = d.webhook JOIN automations.automation a ON a.id = w.automation`

export async function findDelivery(ctx: Pick<Ctx, 'query'>, id: string): Promise<DeliveryRow> {
  const found = await ctx.query<DeliveryRow>(`${deliverySelect} WHERE d.id = $1`, [id])
  const row = found.rows[0]
  if (!row) throw new Problem(errors.delivery_not_found)
  return row
}

/** For `project: { row: 'delivery' }`. */
export async function projectOfDelivery(ctx: Ctx, input: { delivery: string }): Promise<string | null> {
  return (await findDelivery(ctx, input.delivery)).project
}

export function asDelivery(row: DeliveryRow): Delivery {
  return {
    id: row.id,
    webhook: row.webhook,
    delivery: row.delivery,
    outcome: row.outcome,
    reason: row.reason,
    headers: row.headers,
    body: row.body.toString('utf8'),
    run: row.run,
    replayOf: row.replay_of,
    at: row.at.toISOString(),
  }
}
