import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { filteredProject } from '../named-project.ts'
import { asSummary, questionSelect, type QuestionRow } from '../question-row.ts'

export const list = operation(contract.list, async (ctx, input) => {
  const after = readCursor(input.cursor, ['moment', 'id'])
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const [direction, order] = input.sort === '-askedAt' ? ['<', 'DESC'] : ['>', 'ASC']
  const rows = await ctx.query<QuestionRow>(
    `${questionSelect} WHERE ($1::uuid[] IS NULL OR q.project = ANY ($1)) AND q.micro = $2
       AND ($3::uuid IS NULL OR q.project = $3) AND ($4::text IS NULL OR q.type = $4) AND ($5::text IS NULL OR q.state = $5)
       AND ($6::text IS NULL OR strpos(lower(q.text), lower($6)) > 0) AND ($7::boolean IS NULL OR (q.resolved_at IS NOT NULL) = $7)
       AND ($8::timestamptz IS NULL OR (q.asked_at, q.id) ${direction} ($8, $9::uuid))
     ORDER BY q.asked_at ${order}, q.id ${order} LIMIT $10`,
    [
      reach,
      input.micro,
      await filteredProject(ctx, input.project),
      input.type ?? null,
      input.state ?? null,
      input.text ?? null,
      input.resolved ?? null,
      after?.[0] ?? null,
      after?.[1] ?? null,
      input.limit + 1,
    ],
  )
  const page = pageOf(rows.rows, input.limit, (row) => [row.asked_at.toISOString(), row.id])
  const now = ctx.clock.now()
  return { items: page.items.map((row) => asSummary(row, now)), next: page.next }
})
