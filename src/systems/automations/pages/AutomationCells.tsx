import { Badges } from '#ui/kit/Badge.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { automationKind, automationWord } from './automation-state.ts'
import type { AutomationRow } from './client.ts'
import { word } from './words.ts'

export const columns: readonly Column<AutomationRow>[] = [
  {
    id: 'name',
    head: word('head.automation'),
    width: 'minmax(200px, 2fr)',
    cell: (row) => (
      <span className="grid min-w-0">
        <span className="truncate font-strong">{row.title ?? row.name}</span>
        <span className="truncate text-small text-ink-3">{row.summary ?? <span className="font-mono">{row.name}</span>}</span>
      </span>
    ),
  },
  { id: 'state', head: word('head.state'), width: '120px', cell: (row) => <State row={row} /> },
  { id: 'last', head: word('head.last'), width: '120px', cell: (row) => <LastRun row={row} /> },
  {
    id: 'tags',
    head: '',
    width: 'minmax(80px, 1fr)',
    hideBelow: 'side',
    cell: (row) => <Badges names={row.tags.map((tag) => `#${tag}`)} most={3} />,
  },
  {
    id: 'author',
    head: word('head.author'),
    width: 'minmax(90px, 140px)',
    hideBelow: 'wide',
    cell: (row) => <span className="truncate text-ink-2">{row.author}</span>,
  },
  {
    id: 'version',
    head: word('head.version'),
    width: '76px',
    align: 'end',
    cell: (row) => <span className="font-mono text-small text-ink-2">v{row.number}</span>,
  },
  {
    id: 'changed',
    head: word('head.changed'),
    width: '88px',
    align: 'end',
    cell: (row) => <RelativeTime at={row.updatedAt} className="text-ink-3" />,
  },
]

function State({ row }: { row: AutomationRow }) {
  return (
    <span title={row.disabledReason ?? undefined}>
      <Status kind={automationKind(row)}>{word(`state.${automationWord(row)}`)}</Status>
    </span>
  )
}

function LastRun({ row }: { row: AutomationRow }) {
  return row.lastRun ? (
    <RelativeTime at={row.lastRun.at} phrase className="text-ink-2" />
  ) : (
    <span className="text-ink-3">{word('never')}</span>
  )
}

/** Two lines on the phone: name and how it stands, then what it is for. */
export function PhoneAutomation({ row }: { row: AutomationRow }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      <span className="grid min-w-0 grow">
        <span className="truncate font-strong">{row.title ?? row.name}</span>
        <span className="truncate text-small text-ink-3">{row.summary ?? row.name}</span>
      </span>
      <State row={row} />
    </span>
  )
}
