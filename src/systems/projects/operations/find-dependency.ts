import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import type { Ecosystem } from '../dependencies/graph.ts'
import { BadVersionRange, versionMatcher, type VersionTest } from '../dependencies/versions/matches-version.ts'
import { asDependency, dependencyColumns, type DependencyRow } from '../dependency-row.ts'
import { errors } from '../errors.ts'

interface Row extends DependencyRow {
  project: string
  slug: string
  project_name: string
}

/** Exact name first; the version is held against the rules of each package's own ecosystem. */
export const findDependency = operation(contract.findDependency, async (ctx, input) => {
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<Row>(
    `SELECT ${dependencyColumns.replace(/\w+/g, 'd.$&')}, p.id AS project, p.slug, p.name AS project_name
     FROM projects.dependency d JOIN projects.project p ON p.id = d.project
     WHERE lower(d.name) = lower($1) AND ($2::text IS NULL OR d.ecosystem = $2) AND ($3::uuid[] IS NULL OR p.id = ANY ($3))
     ORDER BY p.name, d.version, d.file`,
    [input.name, input.ecosystem ?? null, reach],
  )
  const fits = input.version === undefined ? () => true : versionFilter(input.version, rows.rows)
  const matching = rows.rows.filter(fits)
  const items = matching
    .slice(0, input.limit)
    .map((row) => ({ ...asDependency(row), project: row.project, slug: row.slug, projectName: row.project_name }))
  return { items, more: matching.length > items.length }
})

/** A range need only be understood by one of the ecosystems in question; where it is not, nothing matches. */
function versionFilter(range: string, rows: readonly Row[]): (row: Row) => boolean {
  const tests = new Map<string, VersionTest>()
  let problem: BadVersionRange | undefined
  for (const ecosystem of new Set(rows.map((row) => row.ecosystem))) {
    try {
      tests.set(ecosystem, versionMatcher(ecosystem as Ecosystem, range))
    } catch (error) {
      if (!(error instanceof BadVersionRange)) throw error
      problem = error
    }
  }
  if (problem && tests.size === 0) throw new Problem(errors.bad_range, problem.message)
  return (row) => row.version !== null && tests.get(row.ecosystem)?.(row.version) === true
}
