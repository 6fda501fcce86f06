import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { findAutomation } from '../automation-row.ts'
import { contract } from '../contract.ts'
import { asTrigger, triggerSelect, type TriggerRow } from '../triggers/trigger-row.ts'

/** Where those stand that no clock starts: after all that one does. */
const never = "'9999-12-31T00:00:00Z'::timestamptz"

export const listTriggers = operation(contract.listTriggers, async (ctx, input) => {
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [order, beyond] = input.sort === 'nextAt' ? ['ASC', '>'] : ['DESC', '<']
  const automation = input.automation === undefined ? null : (await findAutomation(ctx, input.automation)).id
  const rows = await ctx.query<TriggerRow>(
    `${triggerSelect} WHERE ($1::uuid[] IS NULL OR a.project = ANY ($1)) AND ($2::uuid IS NULL OR t.automation = $2)
       AND ($3::text IS NULL OR t.kind = $3) AND ($4::timestamptz IS NULL OR (coalesce(t.next_at, ${never}), t.id) ${beyond} ($4, $5::uuid))
     ORDER BY coalesce(t.next_at, ${never}) ${order}, t.id ${order} LIMIT $6`,
    [
      ctx.projects === 'all' ? null : [...ctx.projects],
      automation,
      input.kind ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.next_at?.toISOString() ?? '9999-12-31T00:00:00.000Z', row.id])
  return { items: page.items.map(asTrigger), next: page.next }
})
