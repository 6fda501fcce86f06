import { operation } from '#kernel/operation.ts'
import { asEntry, auditColumns, type AuditRow } from '../audit-row.ts'
import { contract } from '../contract.ts'

export const exportTrail = operation(contract.export, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<AuditRow & { position: string; hash: Buffer }>(
    `SELECT ${auditColumns}, s.position, s.hash FROM kernel.audit_seal s JOIN kernel.audit a ON a.id = s.entry
     WHERE s.position > $1 AND ($2::uuid[] IS NULL OR a.project = ANY ($2)) ORDER BY s.position LIMIT $3`,
    [input.after, projects, input.limit + 1],
  )
  const items = rows.rows.slice(0, input.limit).map((row) => ({
    ...asEntry(row),
    position: Number(row.position),
    seal: row.hash.toString('hex'),
  }))
  return { items, next: rows.rows.length > input.limit ? items.at(-1)!.position : null }
})
