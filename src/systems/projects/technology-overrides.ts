import type { Ctx } from '#kernel/context.ts'
import type { Fact } from './technologies/fact.ts'
import { applyOverrides, type Override } from './technologies/overrides.ts'

interface Said extends Override {
  readonly said_by: string
}

/** What a scan found, with what people said about it; who said it is the evidence of what nobody found. */
export async function withOverrides(ctx: Pick<Ctx, 'query'>, project: string, facts: readonly Fact[]): Promise<Fact[]> {
  const rows = await ctx.query<Said>(
    'SELECT technology, part, verdict, said_by FROM projects.technology_override WHERE project = $1',
    [project],
    'projects.overrides',
  )
  const speakers = new Map(rows.rows.map((one) => [`${one.part} ${one.technology}`, one.said_by]))
  return applyOverrides(facts, rows.rows).map((fact) =>
    fact.evidence.length > 0
      ? fact
      : { ...fact, evidence: [{ file: '', line: null, text: `added by ${speakers.get(`${fact.part} ${fact.id}`)}` }] },
  )
}
