import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

interface AuditRow {
  id: string
  at: Date
  operation: string
  actor_id: string
  actor_kind: string
  person: string | null
  surface: string
  project: string | null
  outcome: 'done' | 'refused' | 'failed'
  error: string | null
  input: Record<string, unknown> | null
  request_id: string
  address: string | null
}

export const list = operation(contract.list, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const after = readCursor(input.cursor, 2)
  const [order, beyond] = input.sort === '-at' ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<AuditRow>(
    `SELECT id, at, operation, actor_id, actor_kind, person, surface, project, outcome, error, input, request_id, address FROM kernel.audit
     WHERE ($1::uuid[] IS NULL OR project = ANY ($1)) AND ($2::text IS NULL OR operation = $2) AND ($3::text IS NULL OR actor_id = $3)
       AND ($4::text IS NULL OR outcome = $4) AND ($5::timestamptz IS NULL OR at >= $5) AND ($6::timestamptz IS NULL OR at < $6)
       AND ($7::timestamptz IS NULL OR (at, id) ${beyond} ($7, $8::uuid))
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
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.at.toISOString(), row.id])
  return { items: page.items.map(asEntry), next: page.next }
})

function asEntry(row: AuditRow) {
  return {
    id: row.id,
    at: row.at.toISOString(),
    operation: row.operation,
    actor: row.actor_id,
    actorKind: row.actor_kind,
    person: row.person,
    surface: row.surface,
    project: row.project,
    outcome: row.outcome,
    error: row.error,
    input: row.input ?? {},
    requestId: row.request_id,
    address: row.address,
  }
}
