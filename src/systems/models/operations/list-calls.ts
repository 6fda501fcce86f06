import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asLedgerCall, ledgerCallSelect, type LedgerCallRow } from '../ledger-call-row.ts'

export const listCalls = operation(contract.listCalls, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [order, beyond] = input.sort === '-askedAt' ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<LedgerCallRow>(
    `${ledgerCallSelect}
     WHERE ($1::uuid[] IS NULL OR c.project = ANY ($1)) AND ($2::date IS NULL OR (c.asked_at >= $2::date AND c.asked_at < $2::date + 1))
       AND ($3::text IS NULL OR c.provider || '/' || c.model = $3) AND ($4::text IS NULL OR c.purpose = $4)
       AND ($5::text IS NULL OR c.session = $5) AND ($6::uuid IS NULL OR c.project = $6) AND ($7::text IS NULL OR c.state = $7)
       AND ($8::timestamptz IS NULL OR (c.asked_at, c.id) ${beyond} ($8, $9::uuid))
       AND ($10::date IS NULL OR c.asked_at >= $10::date) AND ($11::text IS NULL OR c.provider = $11)
       AND ($12::boolean IS NULL OR (c.cost_micros IS NULL) = $12)
     ORDER BY c.asked_at ${order}, c.id ${order} LIMIT $13`,
    [
      projects,
      input.day ?? null,
      input.model ?? null,
      input.purpose ?? null,
      input.session ?? null,
      input.inProject ?? null,
      input.state ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.since ?? null,
      input.provider ?? null,
      input.cost === undefined ? null : input.cost === 'unknown',
      input.limit + 1,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.asked_at.toISOString(), row.id])
  return { items: page.items.map(asLedgerCall), next: page.next }
})
