import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asFile, fileColumns, type FileRow } from '../row.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const after = readCursor(input.cursor, ['moment', 'text'])
  const [order, beyond] = input.sort === '-createdAt' ? ['DESC', '<'] : ['ASC', '>']
  const rows = await ctx.query<FileRow>(
    `SELECT ${fileColumns} FROM kernel.file
     WHERE ($1::text IS NULL OR strpos(lower(name), lower($1)) > 0) AND ($2::timestamptz IS NULL OR (created_at, hash) ${beyond} ($2, $3))
     ORDER BY created_at ${order}, hash ${order} LIMIT $4`,
    [input.text ?? null, after?.[0] ?? null, after?.[1] ?? null, input.limit + 1],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.created_at.toISOString(), row.hash])
  return { items: page.items.map(asFile), next: page.next }
})
