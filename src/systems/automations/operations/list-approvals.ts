import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { approvalSelect, asApproval, type ApprovalRow } from '../approvals/approval-row.ts'
import { answeringPerson } from '../approvals/may-answer.ts'
import { contract } from '../contract.ts'

/** Open ones of which a person answers some are few, so they are chosen here and not by the database. */
const mostOpen = 1000

export const listApprovals = operation(contract.listApprovals, async (ctx, input) => {
  const after = readCursor(input.cursor, ['moment', 'id'])
  const [order, beyond] = input.sort === '-createdAt' ? ['DESC', '<'] : ['ASC', '>']
  const state = input.mine ? 'open' : (input.state ?? null)
  const rows = await ctx.query<ApprovalRow>(
    `${approvalSelect}
     WHERE ($1::uuid[] IS NULL OR p.project = ANY ($1)) AND ($2::uuid IS NULL OR p.run = $2)
       AND ($3::text IS NULL OR $3 = CASE WHEN p.state <> 'open' THEN p.state WHEN p.expires_at <= now() THEN 'expired'
              WHEN r.ended_at IS NOT NULL THEN 'withdrawn' ELSE 'open' END)
       AND ($4::timestamptz IS NULL OR (p.created_at, p.id) ${beyond} ($4, $5::uuid))
     ORDER BY p.created_at ${order}, p.id ${order} LIMIT $6`,
    [
      ctx.projects === 'all' ? null : [...ctx.projects],
      input.run ?? null,
      state,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.mine ? mostOpen : input.limit + 1,
    ],
  )
  const person = await answeringPerson(ctx)
  const shown = rows.rows.map((row) => asApproval(row, person)).filter((one) => !input.mine || one.mine)
  return pageOf(shown, input.limit, (one) => [one.createdAt, one.id])
})
