import type { Ctx } from '#kernel/context.ts'
import type { Technology } from './project.ts'

export interface Override {
  readonly technology: string
  readonly part: string
  readonly verdict: 'confirmed' | 'rejected' | 'added'
  readonly said_by: string
}

export async function readOverrides(ctx: Pick<Ctx, 'query'>, project: string): Promise<Override[]> {
  const rows = await ctx.query<Override>(
    'SELECT technology, part, verdict, said_by FROM projects.technology_override WHERE project = $1',
    [project],
    'projects.overrides',
  )
  return rows.rows
}

/** What was found, with what people said about it: their word stands, and what they added is there with full confidence. */
export function withOverrides(found: readonly Technology[], overrides: readonly Override[]): Technology[] {
  const said = new Map(overrides.map((one) => [`${one.part} ${one.technology}`, one]))
  const judged = found.map((one) => {
    const override = said.get(`${one.part} ${one.id}`)
    return override ? { ...one, override: override.verdict, confidence: override.verdict === 'rejected' ? 0 : 1 } : one
  })
  const known = new Set(found.map((one) => `${one.part} ${one.id}`))
  const added = overrides.filter((one) => one.verdict === 'added' && !known.has(`${one.part} ${one.technology}`)).map(asAdded)
  return [...judged, ...added]
}

function asAdded(override: Override): Technology {
  return {
    id: override.technology,
    name: override.technology,
    kind: 'tool',
    version: null,
    confidence: 1,
    part: override.part,
    evidence: [{ file: '', line: null, text: `added by ${override.said_by}` }],
    override: 'added',
  }
}
