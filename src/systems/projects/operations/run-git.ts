import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { gitWorkflow } from '../workflows.ts'

export const runGit = operation(contract.runGit, async (ctx, input) => {
  const named = input.projects ? await Promise.all(input.projects.map((project) => ctx.resolveProject(project))) : null
  const missing = named?.findIndex((id) => id === null || (ctx.projects !== 'all' && !ctx.projects.has(id))) ?? -1
  if (missing >= 0) throw new Problem(kernelErrors.not_found, `There is no project ${input.projects![missing]} that you may see.`)
  const reach = named ?? (ctx.projects === 'all' ? null : [...ctx.projects])
  const rows = await ctx.query<{ id: string }>(
    `SELECT id FROM projects.project WHERE ($1::uuid[] IS NULL OR id = ANY ($1)) AND ($2::text IS NULL OR $2 = ANY (tags))
       AND host = $3 AND missing_since IS NULL AND kind IN ('repository', 'bare', 'worktree') ORDER BY slug`,
    [reach, input.tag ?? null, ctx.host.id],
  )
  const projects = rows.rows.map((row) => row.id)
  const title = `${input.action === 'fetch' ? 'Fetch' : 'Pull'} ${projects.length} ${projects.length === 1 ? 'project' : 'projects'}`
  return {
    run: await ctx.start(gitWorkflow, { action: input.action, projects }, { title, project: projects.length === 1 ? projects[0] : null }),
  }
})
