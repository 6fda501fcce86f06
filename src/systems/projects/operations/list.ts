import { operation } from '#kernel/operation.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { contract } from '../contract.ts'
import { matchesFilter } from '../filter.ts'
import { attention } from '../health.ts'
import { sortProjects } from '../order.ts'
import { runningOf } from '../process-watch.ts'
import type { ProjectSummary } from '../project.ts'
import { asSummary, summarySelect, type SummaryRow } from '../summary-row.ts'

/** Health depends on what runs this second, so rows are filtered and ordered here and not by Postgres. */
export const list = operation(contract.list, async (ctx, input) => {
  const reach = ctx.projects === 'all' ? null : [...ctx.projects]
  const rows = await ctx.query<SummaryRow>(`${summarySelect} WHERE $1::uuid[] IS NULL OR p.id = ANY ($1)`, [reach], 'projects.list')
  const all = rows.rows.map((row) => asSummary(row, runningOf(row)))
  const fitting = sortProjects(
    all.filter((project) => fits(project, input)),
    input.sort,
  )
  const start = input.cursor === undefined ? 0 : indexAfter(fitting, input.cursor)
  const items = fitting.slice(start, start + input.limit)
  const next = start + input.limit < fitting.length ? items.at(-1)!.id : null
  return { items, next, total: fitting.length, scannedAt: newest(rows.rows), tags: countTags(all), levels: countLevels(all) }
})

interface Filters {
  readonly text?: string
  readonly tag?: string
  readonly group?: string
  readonly health?: string
  readonly favourite?: boolean
}

function fits(project: ProjectSummary, filters: Filters): boolean {
  if (filters.tag !== undefined && !project.tags.includes(filters.tag)) return false
  if (filters.group !== undefined && project.group !== filters.group) return false
  if (filters.health !== undefined && project.health.level !== filters.health) return false
  if (filters.favourite !== undefined && project.favourite !== filters.favourite) return false
  return filters.text === undefined || matchesFilter(project, filters.text)
}

/** The cursor is the id of the last project of the page before; when it has gone meanwhile, the list starts again. */
function indexAfter(projects: readonly ProjectSummary[], cursor: string): number {
  if (!/^[0-9a-f-]{36}$/.test(cursor))
    throw new Problem(kernelErrors.invalid_input, 'The cursor is not one of ours; take `next` of the last page.')
  return projects.findIndex((project) => project.id === cursor) + 1
}

function newest(rows: readonly SummaryRow[]): string | null {
  const times = rows.flatMap((row) => (row.scanned_at ? [row.scanned_at.getTime()] : []))
  return times.length > 0 ? new Date(Math.max(...times)).toISOString() : null
}

function countTags(projects: readonly ProjectSummary[]): { tag: string; count: number }[] {
  const counts = new Map<string, number>()
  for (const tag of projects.flatMap((project) => project.tags)) counts.set(tag, (counts.get(tag) ?? 0) + 1)
  return [...counts].map(([tag, count]) => ({ tag, count })).sort((a, b) => b.count - a.count || (a.tag < b.tag ? -1 : 1))
}

function countLevels(projects: readonly ProjectSummary[]): { level: ProjectSummary['health']['level']; count: number }[] {
  return attention
    .map((level) => ({ level, count: projects.filter((project) => project.health.level === level).length }))
    .filter(({ count }) => count > 0)
}
