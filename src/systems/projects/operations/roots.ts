import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

export const roots = operation(contract.roots, async (ctx) => {
  const rows = await ctx.query<{ path: string; projects: number; problem: string | null }>(
    `SELECT r.path, r.problem, (SELECT count(*)::integer FROM projects.project p WHERE p.host = r.host AND p.root = r.path AND p.missing_since IS NULL) AS projects
     FROM projects.root r WHERE r.host = $1 ORDER BY r.path`,
    [ctx.host.id],
  )
  return { items: rows.rows }
})
