import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'

/** The id of the project that somebody named by id or slug; null when they named none. One they may not see is not there. */
export async function namedProject(ctx: Ctx, idOrSlug: string | undefined): Promise<string | null> {
  if (idOrSlug === undefined) return null
  const project = await ctx.resolveProject(idOrSlug)
  if (project !== null && (ctx.projects === 'all' || ctx.projects.has(project))) return project
  throw new Problem(kernelErrors.not_found, `There is no project ${idOrSlug} that you may see.`)
}

/** The same for a list that is narrowed to what the caller may see anyway: an id that is not there leaves it empty. */
export async function filteredProject(ctx: Ctx, idOrSlug: string | undefined): Promise<string | null> {
  return idOrSlug !== undefined && isId(idOrSlug) ? idOrSlug : namedProject(ctx, idOrSlug)
}
