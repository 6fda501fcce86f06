import type { InputOf } from '#kernel/contract.ts'
import { pageOf, readCursor } from '#kernel/keyset.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asDependency, dependencyColumns, type DependencyRow } from '../dependency-row.ts'
import type { Notice } from '../project.ts'

interface Outline {
  readonly complete: boolean
  readonly file: string
  readonly notes: readonly { file: string; line?: number; sentence: string }[]
}

export const dependencies = operation(contract.dependencies, async (ctx, input) => {
  const after = readCursor(input.cursor, ['number', 'text', 'text'])
  const { rank, way } = orders[input.sort]
  const values = [
    input.project,
    input.direct ?? null,
    input.scope ?? null,
    input.text ? `%${input.text.replace(/[%_\\]/g, '\\$&')}%` : null,
  ]
  const where = `project = $1 AND ($2::boolean IS NULL OR direct = $2) AND ($3::text IS NULL OR scope = $3) AND ($4::text IS NULL OR name ILIKE $4)`
  const [rows, total, outlines] = await Promise.all([
    ctx.query<DependencyRow & { rank: number; place: string }>(
      `SELECT * FROM (SELECT ${dependencyColumns}, ${rank} AS rank, file || ' ' || purl AS place FROM projects.dependency WHERE ${where}) one
       WHERE $5::integer IS NULL OR (rank, name, place) ${way === 'ASC' ? '>' : '<'} ($5, $6, $7) ORDER BY rank ${way}, name ${way}, place ${way} LIMIT $8`,
      [...values, after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, input.limit + 1],
    ),
    ctx.query<{ count: number }>(`SELECT count(*)::integer AS count FROM projects.dependency WHERE ${where}`, values),
    ctx.query<{ graphs: Outline[] }>('SELECT graphs FROM projects.facts WHERE project = $1', [input.project], 'projects.outlines'),
  ])
  const graphs = outlines.rows[0]?.graphs ?? []
  const page = pageOf(rows.rows, input.limit, (row) => [row.rank, row.name, row.place])
  return {
    items: page.items.map(asDependency),
    next: page.next,
    total: total.rows[0]!.count,
    complete: graphs.every((graph) => graph.complete),
    notes: graphs.flatMap((graph) => graph.notes.map(asNotice)),
  }
})

type Sort = InputOf<typeof contract.dependencies>['sort']

const orders: Readonly<Record<Sort, { readonly rank: string; readonly way: 'ASC' | 'DESC' }>> = {
  name: { rank: '0', way: 'ASC' },
  '-name': { rank: '0', way: 'DESC' },
  direct: { rank: 'direct::integer', way: 'ASC' },
  '-direct': { rank: '(NOT direct)::integer', way: 'ASC' },
}

function asNotice(note: Outline['notes'][number]): Notice {
  return { source: 'dependencies', code: 'note', sentence: note.sentence, path: note.line ? `${note.file}:${note.line}` : note.file }
}
