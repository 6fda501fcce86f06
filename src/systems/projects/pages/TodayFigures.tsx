import { useOperation } from '#ui/client/use-operation.ts'
import { Link } from '#ui/kit/Link.tsx'
import { Skeleton } from '#ui/kit/Skeleton.tsx'
import { Stat, StatStrip } from '#ui/kit/Stat.tsx'
import { projects, type ProjectRow } from './client.ts'
import { word } from './words.ts'

/** The portfolio in five figures; each opens the projects that it counts. */
export function TodayFigures() {
  const list = useOperation(projects, 'list', { limit: 200, sort: 'attention' })
  // The card below says why nothing is known, or that there is nothing yet.
  if (list.data ? list.data.total === 0 : list.error) return null
  const count = (fits: (row: ProjectRow) => boolean) => list.data?.items.filter(fits).length
  return (
    <StatStrip>
      <Figure label={word('title')} value={list.data?.total} href="/projects" />
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

function Figure({ label, value, href }: { label: string; value: number | undefined; href: string }) {
  return (
    <Link href={href} className="flex min-w-0 flex-1 hover:bg-hover desk:not-first:pl-4">
      <Stat label={label} value={value ?? <Skeleton className="my-1.5 h-3.5 w-7" />} />
    </Link>
  )
}
