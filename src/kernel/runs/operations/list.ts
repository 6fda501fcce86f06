import { operation } from '#kernel/operation.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { contract } from '../contract.ts'
import { asRun, runColumns, type RunRow } from '../row.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const projects = ctx.projects === 'all' ? null : [...ctx.projects]
  const after = readCursor(input.cursor, ['moment', 'id'])
  const descending = input.sort === '-createdAt'
  const states = input.state === 'open' ? ['waiting', 'running'] : input.state ? [input.state] : null
  const rows = await ctx.query<RunRow>(
    `SELECT ${runColumns} FROM kernel.run
     WHERE ($1::uuid[] IS NULL OR project = ANY ($1)) AND ($2::text[] IS NULL OR state = ANY ($2))
       AND ($3::text IS NULL OR workflow = $3) AND ($4::uuid IS NULL OR project = $4)
       AND ($5::timestamptz IS NULL OR created_at >= $5)
       AND ($6::timestamptz IS NULL OR (created_at, id) ${descending ? '<' : '>'} ($6, $7::uuid))
     ORDER BY created_at ${descending ? 'DESC' : 'ASC'}, id ${descending ? 'DESC' : 'ASC'} LIMIT $8`,
    [
      projects,
      states,
      input.workflow ?? null,
      input.project ?? null,
      input.since ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.created_at.toISOString(), row.id])
  return { items: page.items.map(asRun), next: page.next }
})
