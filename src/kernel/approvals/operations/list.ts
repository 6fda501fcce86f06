import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { approvalColumns, asApproval, type ApprovalRow } from '../row.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [order, beyond] = input.sort === '-createdAt' ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<ApprovalRow>(
    `SELECT * FROM (SELECT ${approvalColumns} FROM kernel.approval) known
     WHERE ($1::uuid[] IS NULL OR project = ANY ($1)) AND ($2::text IS NULL OR state = $2)
       AND ($3::timestamptz IS NULL OR (created_at, id) ${beyond} ($3, $4::uuid))
     ORDER BY created_at ${order}, id ${order} LIMIT $5`,
    [projects, input.state ?? null, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.created_at.toISOString(), row.id])
  return { items: page.items.map(asApproval), next: page.next }
})
