import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { AuditEntry } from './client.ts'
import { word } from './words.ts'

const kinds: Record<AuditEntry['outcome'], StatusKind> = { done: 'healthy', refused: 'risk', failed: 'failing' }

export function Outcome({ outcome }: { outcome: AuditEntry['outcome'] }) {
  return <Status kind={kinds[outcome]}>{word(outcome)}</Status>
}

/** Operation and outcome, then who and when. */
export function PhoneEntry({ entry, who }: { entry: AuditEntry; who: string }) {
  return (
    <span className="grid min-w-0 flex-1 grid-cols-1">
      <span className="flex min-w-0 items-center justify-between gap-3">
        <span className="truncate font-mono text-small">{entry.operation}</span>
        <Outcome outcome={entry.outcome} />
      </span>
      <span className="flex min-w-0 justify-between gap-3 text-small text-ink-3">
        <span className="truncate">{who}</span>
        <RelativeTime at={entry.at} phrase className="shrink-0" />
      </span>
    </span>
  )
}

export function useAuditColumns(who: (entry: AuditEntry) => string, projectOf: (id: string) => string): readonly Column<AuditEntry>[] {
  return [
    { id: 'time', head: word('time'), width: '96px', cell: ({ at }) => <RelativeTime at={at} phrase className="text-ink-2" /> },
    { id: 'who', head: word('who'), width: 'minmax(110px, 1fr)', cell: (entry) => <span className="truncate">{who(entry)}</span> },
    {
      id: 'operation',
      head: word('operation'),
      width: 'minmax(160px, 1.6fr)',
      cell: ({ operation }) => <span className="truncate font-mono text-small">{operation}</span>,
    },
    { id: 'outcome', head: word('outcome'), width: '92px', cell: ({ outcome }) => <Outcome outcome={outcome} /> },
    {
      id: 'project',
      head: word('project'),
      width: 'minmax(80px, 1fr)',
      hideBelow: 'side',
      cell: ({ project }) => <span className="truncate text-ink-2">{project ? projectOf(project) : ''}</span>,
    },
    {
      id: 'address',
      head: word('address'),
      width: '120px',
      hideBelow: 'side',
      cell: ({ address }) => <span className="truncate font-mono text-small text-ink-3">{address ?? ''}</span>,
    },
  ]
}
