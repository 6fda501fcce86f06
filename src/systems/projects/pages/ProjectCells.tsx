import { ActivityBars } from '#ui/kit/ActivityBars.tsx'
import { Badges } from '#ui/kit/Badge.tsx'
import { Monogram } from '#ui/kit/Monogram.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { RiskBar } from '#ui/kit/RiskBar.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { ProjectRow } from './client.ts'
import { GitCell } from './GitCell.tsx'
import { RunningCell } from './RunningCell.tsx'
import { word } from './words.ts'

export const columns: readonly Column<ProjectRow>[] = [
  {
    id: 'project',
    head: word('head.project'),
    width: 'minmax(180px, 1.5fr)',
    sort: 'name',
    cell: (row) => (
      <span className="flex min-w-0 items-center gap-2">
        <Monogram id={row.id} name={row.name} />
        <span className="truncate font-strong" title={row.path}>
          {row.name}
        </span>
        <span className="truncate text-ink-3">{row.tags[0] ?? ''}</span>
      </span>
    ),
  },
  {
    id: 'health',
    head: word('head.health'),
    width: '112px',
    cell: (row) => (
      <span title={row.health.sentence}>
        <Status kind={row.health.level}>{word(`level.${row.health.level}`)}</Status>
      </span>
    ),
  },
  { id: 'stack', head: word('head.stack'), width: 'minmax(150px, 1.4fr)', cell: (row) => <Badges names={row.stack} most={2} /> },
  { id: 'git', head: word('head.git'), width: 'minmax(140px, 1.4fr)', cell: (row) => <GitCell row={row} /> },
  { id: 'running', head: word('head.running'), width: 'minmax(120px, 1.1fr)', cell: (row) => <RunningCell running={row.running} /> },
  {
    id: 'activity',
    head: word('head.activity'),
    width: '184px',
    sort: 'activity',
    hideBelow: 'side',
    cell: (row) =>
      row.git ? (
        <span className="flex items-center gap-2.5">
          <ActivityBars days={row.git.activity} />
          <span className="text-small whitespace-nowrap text-ink-3">
            <RelativeTime at={row.git.lastCommitAt} />
          </span>
        </span>
      ) : null,
  },
  { id: 'risk', head: word('head.risk'), width: '104px', align: 'end', sort: 'risk', cell: (row) => <RiskBar risk={row.risk.score} /> },
]

/** Two lines on the phone: name and status, then stack and ports. */
export function PhoneProject({ row }: { row: ProjectRow }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      <Monogram id={row.id} name={row.name} size={28} />
      <span className="grid min-w-0 grow">
        <span className="truncate font-strong">{row.name}</span>
        <span className="truncate text-small text-ink-3">
          {[...row.stack, ...(row.running?.ports ?? []).map((port) => `:${port}`)].join(' · ')}
        </span>
      </span>
      <span className="shrink-0">
        <Status kind={row.health.level}>{word(`level.${row.health.level}`)}</Status>
      </span>
    </span>
  )
}
