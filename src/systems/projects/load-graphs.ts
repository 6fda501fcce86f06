import type { Ctx } from '#kernel/context.ts'
import type { DependencyGraph, DependencyPackage } from './dependencies/graph.ts'

interface Row {
  file: string
  name: string
  version: string | null
  purl: string
  direct: boolean
  scope: DependencyPackage['scope']
  requested: string | null
  licences: string[] | null
  line: number | null
  uses: string[]
}

/** The dependency graphs of a project, put together again from their outlines and rows. */
export async function loadGraphs(ctx: Pick<Ctx, 'query'>, project: string): Promise<DependencyGraph[]> {
  const [outlines, rows] = await Promise.all([
    ctx.query<{ graphs: DependencyGraph[] }>('SELECT graphs FROM projects.facts WHERE project = $1', [project], 'projects.outlines'),
    ctx.query<Row>(
      'SELECT file, name, version, purl, direct, scope, requested, licences, line, uses FROM projects.dependency WHERE project = $1',
      [project],
      'projects.packages',
    ),
  ])
  const byFile = Map.groupBy(rows.rows, (row) => row.file)
  return (outlines.rows[0]?.graphs ?? []).map((outline) => ({ ...outline, packages: (byFile.get(outline.file) ?? []).map(asPackage) }))
}

function asPackage(row: Row): DependencyPackage {
  const { name, version, purl, direct, scope, requested, licences, line, uses } = row
  return { name, version, purl, direct, scope, requested, licences, line, dependsOn: uses, origin: 'registry' }
}
