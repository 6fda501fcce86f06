import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { GitSummary } from '../project.ts'

export const git = operation(contract.git, async (ctx, input) => {
  const found = await ctx.query<{ git: Record<string, unknown> | null; git_summary: GitSummary | null }>(
    'SELECT git, git_summary FROM projects.facts WHERE project = $1',
    [input.project],
    'projects.git',
  )
  const row = found.rows[0]
  return { summary: row?.git_summary ?? null, facts: row?.git ?? null }
})
