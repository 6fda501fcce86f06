import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { errors } from './errors.ts'
import { summarySelect, type SummaryRow } from './summary-row.ts'

/** The row of a project that the executor has already allowed. */
export async function findProject(ctx: Pick<Ctx, 'query'>, id: string): Promise<SummaryRow> {
  const found = await ctx.query<SummaryRow>(`${summarySelect} WHERE p.id = $1`, [id], 'projects.find')
  const row = found.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found)
  return row
}

/** The same, for what has to be done on the machine where the project lies. */
export async function findProjectHere(ctx: Pick<Ctx, 'query' | 'host'>, id: string): Promise<SummaryRow> {
  const row = await findProject(ctx, id)
  if (row.host !== ctx.host.id) throw new Problem(errors.not_on_this_host, `${row.name} lies on another host than ${ctx.host.name}.`)
  return row
}

/** For the executor: a project's id for its id, its slug, or its number with a hash mark. */
export async function resolveProject(ctx: Ctx, idOrSlug: string): Promise<string | null> {
  if (idOrSlug.includes('\u0000')) return null
  const number = /^#(\d{1,9})$/.exec(idOrSlug)
  const found = number
    ? await ctx.query<{ id: string }>('SELECT id FROM projects.project WHERE number = $1', [Number(number[1])], 'projects.by-number')
    : isId(idOrSlug)
      ? await ctx.query<{ id: string }>('SELECT id FROM projects.project WHERE id = $1', [idOrSlug], 'projects.by-id')
      : await ctx.query<{ id: string }>('SELECT id FROM projects.project WHERE slug = $1', [idOrSlug.toLowerCase()], 'projects.by-slug')
  return found.rows[0]?.id ?? null
}
