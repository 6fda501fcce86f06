import { operation } from '#kernel/operation.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { asAutomation, automationSelect, type AutomationRow } from '../automation-row.ts'
import { contract } from '../contract.ts'

const columns = { name: 'a.name', updatedAt: 'a.updated_at', createdAt: 'a.created_at' } as const

export const list = operation(contract.list, async (ctx, input) => {
  const descending = input.sort.startsWith('-')
  const field = input.sort.replace('-', '') as keyof typeof columns
  const column = columns[field]
  const after = readCursor(input.cursor, [field === 'name' ? 'text' : 'moment', 'id'])
  const [direction, beyond] = descending ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<AutomationRow>(
    `${automationSelect}
     WHERE ($1::uuid[] IS NULL OR a.project = ANY ($1)) AND ($2::uuid IS NULL OR a.project = $2) AND ($3::text IS NULL OR $3 = ANY (a.tags))
       AND ($4::boolean IS NULL OR (a.disabled_at IS NULL) = $4)
       AND ($5::text IS NULL OR concat_ws(' ', a.name, a.title, a.summary) ILIKE '%' || $5 || '%')
       AND ($6::text IS NULL OR (${column}, a.id) ${beyond} ($6::${field === 'name' ? 'text' : 'timestamptz'}, $7::uuid))
     ORDER BY ${column} ${direction}, a.id ${direction} LIMIT $8`,
    [
      ctx.projects === 'all' ? null : [...ctx.projects],
      input.project ?? null,
      input.tag ?? null,
      input.enabled ?? null,
      input.text?.replace(/[\\%_]/g, '\\$&') ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [keyOf(row, field), row.id])
  return { items: page.items.map(asAutomation), next: page.next }
})

function keyOf(row: AutomationRow, field: keyof typeof columns): string {
  if (field === 'name') return row.name
  return (field === 'updatedAt' ? row.updated_at : row.created_at).toISOString()
}
