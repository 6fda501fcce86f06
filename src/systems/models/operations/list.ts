import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asModel, modelSelect, type ModelRow } from '../model-row.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const after = readCursor(input.cursor, ['text'])
  const [order, beyond] = input.sort === 'name' ? ['ASC', '>'] : ['DESC', '<']
  const rows = await ctx.query<ModelRow>(
    `SELECT * FROM (${modelSelect}) known
     WHERE ($1::text IS NULL OR provider = $1) AND ($2::boolean IS NULL OR enabled = $2) AND ($3::text IS NULL OR reference ILIKE $3)
       AND ($4::text IS NULL OR reference ${beyond} $4)
     ORDER BY reference ${order} LIMIT $5`,
    [input.provider ?? null, input.enabled ?? null, likeText(input.text), after?.[0] ?? null, input.limit + 1],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.reference])
  return { items: page.items.map(asModel), next: page.next }
})

function likeText(text: string | undefined): string | null {
  return text ? `%${text.replace(/[%_\\]/g, '\\$&')}%` : null
}
