import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import type { Fact } from '../technologies/fact.ts'
import { withOverrides } from '../technology-overrides.ts'

export const overrideTechnology = operation(contract.overrideTechnology, async (ctx, input) => {
  const { project, technology, part, verdict } = input
  if (verdict === 'none') {
    await ctx.query('DELETE FROM projects.technology_override WHERE project = $1 AND technology = $2 AND part = $3', [
      project,
      technology,
      part,
    ])
  } else {
    await ctx.query(
      `INSERT INTO projects.technology_override (project, technology, part, verdict, said_by) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (project, technology, part) DO UPDATE SET verdict = excluded.verdict, said_by = excluded.said_by, said_at = now()`,
      [project, technology, part, verdict, ctx.actor.name],
    )
  }
  await ctx.emit(events.changed, { project }, project)
  const found = await ctx.query<{ technologies: Fact[] }>('SELECT technologies FROM projects.facts WHERE project = $1', [project])
  return { technologies: await withOverrides(ctx, project, found.rows[0]?.technologies ?? []) }
})
