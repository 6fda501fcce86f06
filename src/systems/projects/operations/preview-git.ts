import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { GitFacts } from '../git/facts.ts'
import { planPull } from '../git/pull-plan.ts'

/** From the facts of the last scan: a preview asks no remote. */
export const previewGit = operation(contract.previewGit, async (ctx, input) => {
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<{ id: string; slug: string; git: GitFacts | null }>(
    `SELECT p.id, p.slug, f.git FROM projects.project p LEFT JOIN projects.facts f ON f.project = p.id
     WHERE ($1::uuid[] IS NULL OR p.id = ANY ($1)) AND ($2::text IS NULL OR $2 = ANY (p.tags))
       AND p.host = $3 AND p.missing_since IS NULL AND p.kind IN ('repository', 'bare', 'worktree') ORDER BY p.slug`,
    [reach, input.tag ?? null, ctx.host.id],
  )
  return {
    items: rows.rows.map((row) => {
      const plan = row.git ? preview(input.action, row.git) : { outcome: 'unknown', sentence: 'It was not read yet.', would: false }
      return { project: row.id, slug: row.slug, ...plan }
    }),
  }
})

function preview(action: 'fetch' | 'pull', facts: GitFacts): { outcome: string; sentence: string; would: boolean } {
  if (action === 'fetch') {
    const remotes = facts.remotes?.length ?? 0
    return remotes > 0
      ? { outcome: 'fetch', sentence: `Fetches from ${facts.remotes!.map((remote) => remote.name).join(', ')}.`, would: true }
      : { outcome: 'no-remote', sentence: 'It has no remote to fetch from.', would: false }
  }
  const plan = planPull(facts)
  return { outcome: plan.action, sentence: plan.sentence, would: plan.moves }
}
