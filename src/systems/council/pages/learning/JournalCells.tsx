import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { StatusKind } from '#ui/kit/StatusGlyph.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { JournalItem } from '../client.ts'
import { word } from './words.ts'

type Came = 'right' | 'wrong' | 'known' | 'due' | 'open'

export const columns: readonly Column<JournalItem>[] = [
  {
    id: 'question',
    head: word('head.question'),
    width: 'minmax(220px, 2fr)',
    cell: (row) => (
      <span className="grid min-w-0">
        <span className="truncate font-strong">{row.text}</span>
        <span className="truncate text-small text-ink-3">
          #{row.number} · {row.domain}
        </span>
      </span>
    ),
  },
  {
    id: 'said',
    head: word('head.said'),
    width: 'minmax(160px, 1.4fr)',
    hideBelow: 'wide',
    cell: (row) => <span className="truncate text-ink-2">{row.sentence}</span>,
  },
  {
    id: 'decided',
    head: word('head.decided'),
    width: 'minmax(110px, 0.8fr)',
    hideBelow: 'side',
    cell: (row) => <span className={row.decision ? 'truncate' : 'truncate text-ink-3'}>{decidedText(row)}</span>,
  },
  {
    id: 'came',
    head: word('head.came'),
    width: '190px',
    cell: (row) => (
      <span className="grid min-w-0">
        <Status kind={cameStatus[cameOf(row)]}>{word(`came.${cameOf(row)}`)}</Status>
        {row.wrong.length > 0 ? (
          <span className="truncate pl-5 text-small text-ink-3" title={row.wrong.join(', ')}>
            {word('came.erred', { count: row.wrong.length })}: {row.wrong.join(', ')}
          </span>
        ) : null}
      </span>
    ),
  },
  {
    id: 'review',
    head: word('head.review'),
    width: '104px',
    cell: (row) => <RelativeTime at={row.reviewAt} className="whitespace-nowrap text-ink-3" />,
  },
]

export function PhoneEntry({ row }: { row: JournalItem }) {
  const came = cameOf(row)
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <StatusGlyph kind={cameStatus[came]} label={word(`came.${came}`)} />
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="truncate">{row.text}</span>
        <span className="truncate text-small text-ink-3">{row.sentence}</span>
      </span>
      <RelativeTime at={row.reviewAt} className="text-small whitespace-nowrap text-ink-3" />
    </span>
  )
}

function cameOf(row: JournalItem): Came {
  if (row.outcome) return row.right === null ? 'known' : row.right ? 'right' : 'wrong'
  return row.reviewDue ? 'due' : 'open'
}

const cameStatus: Record<Came, StatusKind> = { right: 'passed', wrong: 'stopped', known: 'passed', due: 'asks', open: 'unknown' }

function decidedText({ decision }: JournalItem): string {
  if (!decision) return word('journal.not')
  return decision.label ?? (decision.note || word('journal.other'))
}
