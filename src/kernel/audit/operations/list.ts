import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { asEntry, auditColumns, type AuditRow } from '../audit-row.ts'
import { contract } from '../contract.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [order, beyond] = input.sort === '-at' ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<AuditRow>(
    `SELECT ${auditColumns} FROM kernel.audit a
     WHERE ($1::uuid[] IS NULL OR project = ANY ($1)) AND ($2::text IS NULL OR operation = $2 OR starts_with(operation, $2 || '.')) AND ($3::text IS NULL OR actor_id = $3)
       AND ($4::text IS NULL OR outcome = $4) AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
       AND ($7::timestamptz IS NULL OR (at, id) ${beyond} ($7, $8::uuid))
       AND ($10::uuid IS NULL OR person = $10) AND ($11::uuid IS NULL OR project = $11)
     ORDER BY at ${order}, id ${order} LIMIT $9`,
    [
      projects,
      input.operation ?? null,
      input.actor ?? null,
      input.outcome ?? null,
      input.since ?? null,
      input.until ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
      input.person ?? null,
      input.project ?? null,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.at.toISOString(), row.id])
  return { items: page.items.map(asEntry), next: page.next }
})
