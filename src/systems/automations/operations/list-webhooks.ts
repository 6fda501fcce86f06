import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { findAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asWebhook, webhookSelect, type WebhookRow } from '../webhooks/webhook-row.ts'

export const listWebhooks = operation(contract.listWebhooks, async (ctx, input) => {
  const after = readCursor(input.cursor, ['text', 'id'])
  const [order, beyond] = input.sort === 'name' ? ['ASC', '>'] : ['DESC', '<']
  const automation = input.automation === undefined ? null : (await findAutomation(ctx, input.automation)).id
  const rows = await ctx.query<WebhookRow>(
    `${webhookSelect} WHERE ($1::uuid[] IS NULL OR a.project = ANY ($1)) AND ($2::uuid IS NULL OR w.automation = $2)
       AND ($3::text IS NULL OR (w.name, w.id) ${beyond} ($3, $4::uuid))
     ORDER BY w.name ${order}, w.id ${order} LIMIT $5`,
    [ctx.projects === 'all' ? null : [...ctx.projects], automation, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.name, row.id])
  return { items: page.items.map((row) => asWebhook(ctx, row)), next: page.next }
})
