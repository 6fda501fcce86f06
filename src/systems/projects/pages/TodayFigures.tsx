import { useOperation } from '#ui/client/use-operation.ts'
import { Link } from '#ui/kit/Link.tsx'
import { Stat, StatStrip } from '#ui/kit/Stat.tsx'
import { projects, type ProjectRow } from './client.ts'
import { word } from './words.ts'

/** The portfolio in five figures; each opens the projects that it counts. */
export function TodayFigures() {
  const list = useOperation(projects, 'list', { limit: 200, sort: 'attention' })
  if (!list.data || list.data.total === 0) return null
  const { items, total } = list.data
  const count = (fits: (row: ProjectRow) => boolean): number => items.filter(fits).length
  return (
    <StatStrip>
      <Figure label={word('title')} value={total} href="/projects" />
      <Figure label={word('figure.running')} value={count(isRunning)} href="/projects?text=is:running" />
      <Figure label={word('figure.dirty')} value={count((row) => (row.git?.changes ?? 0) > 0)} href="/projects?text=is:dirty" />
      <Figure label={word('figure.unpushed')} value={count((row) => (row.git?.unpushed ?? 0) > 0)} href="/projects?text=is:unpushed" />
      <Figure label={word('figure.behind')} value={count((row) => (row.git?.behind ?? 0) > 0)} href="/projects?text=is:behind" />
    </StatStrip>
  )
}

function isRunning(row: ProjectRow): boolean {
  return (row.running?.processes ?? 0) > 0
}

function Figure({ label, value, href }: { label: string; value: number; href: string }) {
  return (
    <Link href={href} className="flex min-w-0 flex-1 rounded-control hover:bg-hover">
      <Stat label={label} value={value} />
    </Link>
  )
}
