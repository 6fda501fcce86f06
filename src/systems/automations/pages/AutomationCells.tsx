import { Badges } from '#ui/kit/Badge.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { automationKind, automationWord } from './automation-state.ts'
import type { AutomationRow, TriggerRow } from './client.ts'
import { RunStrip } from './RunStrip.tsx'
import type { Around } from './use-surroundings.ts'
import { word } from './words.ts'

export function columns({ triggers, runs }: Around): readonly Column<AutomationRow>[] {
  const startsOf = (row: AutomationRow) => triggers.get(row.id) ?? []
  return [
    {
      id: 'name',
      head: word('head.automation'),
      width: 'minmax(190px, 2fr)',
      cell: (row) => (
        <span className="grid min-w-0">
          <span className="truncate font-strong">{row.title ?? row.name}</span>
          <span className="truncate text-small text-ink-3">{row.summary ?? <span className="font-mono">{row.name}</span>}</span>
        </span>
      ),
    },
    { id: 'state', head: word('head.state'), width: '112px', cell: (row) => <State row={row} /> },
    { id: 'trigger', head: word('head.trigger'), width: 'minmax(132px, 1.4fr)', cell: (row) => <Starts triggers={startsOf(row)} /> },
    { id: 'next', head: word('head.next'), width: '84px', cell: (row) => <Next row={row} triggers={startsOf(row)} /> },
    { id: 'last', head: word('head.last'), width: '96px', cell: (row) => <LastRun row={row} /> },
    { id: 'runs', head: word('head.runs'), width: '196px', hideBelow: 'side', cell: (row) => <RunStrip runs={runs.get(row.id) ?? []} /> },
    {
      id: 'tags',
      head: '',
      width: 'minmax(48px, 0.6fr)',
      hideBelow: 'side',
      cell: (row) => <Badges names={row.tags.map((tag) => `#${tag}`)} most={2} />,
    },
    {
      id: 'version',
      head: word('head.version'),
      width: '72px',
      align: 'end',
      cell: (row) => <span className="font-mono text-small text-ink-2">v{row.number}</span>,
    },
  ]
}

function Starts({ triggers }: { triggers: readonly TriggerRow[] }) {
  const shown = triggers.filter(({ kind }) => kind !== 'manual')
  if (shown.length === 0) return <span className="text-ink-3">{word('by_hand')}</span>
  const names = shown.map(({ label }) => label).join(', ')
  return (
    <span className="truncate font-mono text-small text-ink-2" title={names}>
      {names}
    </span>
  )
}

function Next({ row, triggers }: { row: AutomationRow; triggers: readonly TriggerRow[] }) {
  const times = triggers.flatMap(({ nextAt, paused }) => (nextAt && !paused ? [Date.parse(nextAt)] : []))
  return row.enabled && times.length > 0 ? <RelativeTime at={Math.min(...times)} className="text-ink-2" /> : null
}

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
