import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { QuestionItem } from './client.ts'
import { percentText } from './percent.ts'
import type { NamedProject } from './projects.ts'
import { questionStatus, shownState } from './question-state.ts'
import { word } from './words.ts'

type ProjectOf = (id: string | null) => NamedProject | null

export function columns(projectOf: ProjectOf): readonly Column<QuestionItem>[] {
  return [
    {
      id: 'number',
      head: word('head.number'),
      width: '64px',
      cell: (row) => <span className="font-mono text-small text-ink-3">#{row.number}</span>,
    },
    {
      id: 'text',
      head: word('head.question'),
      width: 'minmax(220px, 2fr)',
      cell: (row) => (
        <span className="grid min-w-0">
          <span className="truncate font-strong">{row.text}</span>
          <span className="truncate text-small text-ink-3">{factsOf(row, projectOf)}</span>
        </span>
      ),
    },
    {
      id: 'answer',
      head: word('head.answer'),
      width: 'minmax(160px, 1.6fr)',
      hideBelow: 'wide',
      cell: (row) => <span className="truncate text-ink-2">{row.sentence ?? word('list.none_yet')}</span>,
    },
    {
      id: 'sure',
      head: word('head.sure'),
      width: '72px',
      align: 'end',
      cell: (row) => <span className="tabular-nums">{percentText(row.probability)}</span>,
    },
    {
      id: 'voices',
      head: word('head.voices'),
      width: '76px',
      align: 'end',
      hideBelow: 'side',
      cell: (row) => <span className="tabular-nums">{!row.effectiveVoices ? '' : row.effectiveVoices.toFixed(1)}</span>,
    },
    {
      id: 'state',
      head: word('head.state'),
      width: '148px',
      cell: (row) => <Status kind={questionStatus[shownState(row)]}>{word(`state.${shownState(row)}`)}</Status>,
    },
    { id: 'asked', head: word('head.asked'), width: '80px', cell: (row) => <RelativeTime at={row.askedAt} className="text-ink-3" /> },
  ]
}

export function PhoneQuestion({ row }: { row: QuestionItem }) {
  const state = shownState(row)
  return (
    <span className="flex min-w-0 flex-1 items-center gap-3">
      <StatusGlyph kind={questionStatus[state]} label={word(`state.${state}`)} />
      <span className="grid min-w-0 flex-1 grid-cols-1">
        <span className="truncate">{row.text}</span>
        <span className="truncate text-small text-ink-3">{row.sentence ?? word(`state.${state}`)}</span>
      </span>
      <RelativeTime at={row.askedAt} className="text-small text-ink-3" />
    </span>
  )
}

function factsOf(row: QuestionItem, projectOf: ProjectOf): string {
  const place = row.project === null ? word('list.everywhere') : (projectOf(row.project)?.name ?? word('unknown'))
  return [place, word(`type.${row.type}`), word(`stake.${row.reversibility}`), word('list.by', { name: row.askedBy })].join(' · ')
}
