import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asDelivery, deliverySelect, type DeliveryRow } from '../webhooks/delivery-row.ts'
import { projectOfWebhook } from '../webhooks/webhook-row.ts'

export const listDeliveries = operation(
  contract.listDeliveries,
  async (ctx, input) => {
    const after = readCursor(input.cursor, ['moment', 'id'])
    const [order, beyond] = input.sort === '-at' ? ['DESC', '<'] : ['ASC', '>']
    const rows = await ctx.query<DeliveryRow>(
      `${deliverySelect} WHERE d.webhook = $1 AND ($2::text IS NULL OR d.outcome = $2)
         AND ($3::timestamptz IS NULL OR (d.at, d.id) ${beyond} ($3, $4::uuid))
       ORDER BY d.at ${order}, d.id ${order} LIMIT $5`,
      [input.webhook, input.outcome ?? null, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
    )
    const page = pageOf(rows.rows, input.limit, (row) => [row.at.toISOString(), row.id])
    return { items: page.items.map(asDelivery), next: page.next }
  },
  projectOfWebhook,
)
