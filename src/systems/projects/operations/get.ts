import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { findProject } from '../find-project.ts'
import { runningOf } from '../process-watch.ts'
import type { Language, Notice } from '../project.ts'
import type { Fact } from '../technologies/fact.ts'
import { asSummary } from '../summary-row.ts'
import { withOverrides } from '../technology-overrides.ts'

interface Facts {
  technologies: Fact[]
  languages: Language[]
  parts: { path: string; name: string; role: string; uses?: string[] }[]
  notices: Notice[]
}

export const get = operation(contract.get, async (ctx, input) => {
  const [row, found] = await Promise.all([
    findProject(ctx, input.project),
    ctx.query<Facts>(
      'SELECT technologies, languages, parts, notices FROM projects.facts WHERE project = $1',
      [input.project],
      'projects.facts',
    ),
  ])
  const facts = found.rows[0]
  return {
    ...asSummary(row, runningOf(row)),
    description: row.description,
    root: row.root,
    technologies: await withOverrides(ctx, input.project, facts?.technologies ?? []),
    languages: facts?.languages ?? [],
    parts: (facts?.parts ?? []).map((part) => ({ path: part.path, name: part.name || null, kind: part.role, uses: part.uses ?? [] })),
    noticeList: facts?.notices ?? [],
    signals: row.signals,
  }
})
