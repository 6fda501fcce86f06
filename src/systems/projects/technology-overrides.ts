import type { Ctx } from '#kernel/context.ts'
import type { Override } from './technologies/overrides.ts'

/** What people said about a project's technologies. A technology nobody found bears its id as its name. */
export async function readOverrides(ctx: Pick<Ctx, 'query'>, project: string): Promise<Override[]> {
  const rows = await ctx.query<Override>(
    'SELECT technology, part, verdict FROM projects.technology_override WHERE project = $1',
    [project],
    'projects.overrides',
  )
  return rows.rows
}
