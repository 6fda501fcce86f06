import { CalendarClock } from 'lucide-react'
import { useState } from 'react'
import { useList } from '#ui/client/use-list.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { Sheet } from '#ui/kit/Dialog.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { Link } from '#ui/kit/Link.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { StatusGlyph } from '#ui/kit/StatusGlyph.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import { PageBody } from '#ui/shell/Page.tsx'
import { PageHeader } from '#ui/shell/PageHeader.tsx'
import { AreaTabs } from '../AreaTabs.tsx'
import { automations, type TriggerRow } from '../client.ts'
import { runHref } from '../runs/run-state.ts'
import { word } from '../words.ts'

/** Everything that starts automations by itself, what is next first. */
export function TriggersPage() {
  const list = useList(automations, 'listTriggers', { limit: 100, sort: 'nextAt' })
  const [open, setOpen] = useState<TriggerRow | null>(null)
  return (
    <>
      <PageHeader title={word('triggers.title')} crumbs={[{ label: word('title'), href: '/automations' }]} />
      <PageBody>
        <AreaTabs />
        <Table
          label={word('triggers.title')}
          rows={list.data ?? []}
          columns={columns}
          rowKey={({ id }) => id}
          rowName={(row) => `${row.automationName} ${row.label}`}
          onOpen={setOpen}
          rowHeight={40}
          loading={list.isPending}
          phoneRow={(row) => <PhoneTrigger row={row} />}
          empty={<EmptyState title={word('triggers.none')}>{word('triggers.none_body')}</EmptyState>}
        />
      </PageBody>
      {open ? <NextTimes trigger={open} onClose={() => setOpen(null)} /> : null}
    </>
  )
}

const columns: readonly Column<TriggerRow>[] = [
  {
    id: 'automation',
    head: word('head.automation'),
    width: 'minmax(140px, 1fr)',
    cell: (row) => (
      <Link href={`/automations/${row.automation}`} className="relative z-1 truncate rounded-mark font-strong">
        {row.automationName}
      </Link>
    ),
  },
  { id: 'kind', head: word('triggers.kind'), width: '96px', cell: (row) => row.kind },
  {
    id: 'label',
    head: word('triggers.what'),
    width: 'minmax(120px, 1.5fr)',
    cell: (row) => <span className="truncate font-mono text-small">{row.label}</span>,
  },
  { id: 'next', head: word('triggers.next'), width: '124px', align: 'end', cell: (row) => <Next row={row} /> },
  {
    id: 'last',
    head: word('triggers.last'),
    width: 'minmax(104px, 1fr)',
    hideBelow: 'wide',
    cell: (row) => <Last row={row} />,
  },
  {
    id: 'pause',
    head: <span className="sr-only">{word('triggers.pause')}</span>,
    width: '104px',
    align: 'end',
    cell: (row) => <PauseButton row={row} />,
  },
]

function Next({ row }: { row: TriggerRow }) {
  if (row.paused || !row.enabled) return <span className="text-ink-3">{word(row.paused ? 'state.paused' : 'off')}</span>
  return row.nextAt ? <RelativeTime at={row.nextAt} /> : <span className="whitespace-nowrap text-ink-3">{word('triggers.when')}</span>
}

function Last({ row }: { row: TriggerRow }) {
  if (row.lastError) {
    return (
      <span className="flex min-w-0 items-center gap-1.5" title={row.lastError}>
        <StatusGlyph kind="failing" label={word('state.failed')} />
        <span className="truncate text-ink-2">{row.lastError}</span>
      </span>
    )
  }
  if (!row.lastAt) return <span className="text-ink-3">{word('never')}</span>
  const age = <RelativeTime at={row.lastAt} phrase className="text-ink-2" />
  return row.lastRun ? (
    <Link href={runHref({ id: row.lastRun })} className="evidence relative z-1 rounded-mark">
      {age}
    </Link>
  ) : (
    age
  )
}

function PauseButton({ row }: { row: TriggerRow }) {
  const pause = useMutationOf(automations, 'pauseTrigger')
  const resume = useMutationOf(automations, 'resumeTrigger')
  const change = row.paused ? resume : pause
  return (
    <span className="relative z-1">
      <Button size="small" busy={change.isPending && word('triggers.changing')} onClick={() => change.mutate({ trigger: row.id })}>
        {word(row.paused ? 'triggers.resume' : 'triggers.pause')}
      </Button>
    </span>
  )
}

function PhoneTrigger({ row }: { row: TriggerRow }) {
  return (
    <span className="flex w-full min-w-0 items-center gap-3">
      <span className="grid min-w-0 grow">
        <span className="truncate font-strong">{row.automationName}</span>
        <span className="truncate font-mono text-small text-ink-3">{row.label}</span>
      </span>
      <Next row={row} />
    </span>
  )
}

/** The next ten times of a schedule, on the clock of its zone. */
function NextTimes({ trigger, onClose }: { trigger: TriggerRow; onClose: () => void }) {
  const { cron, every, timezone } = trigger.start as { cron?: string; every?: string; timezone?: string }
  const asks = typeof cron === 'string' || typeof every === 'string'
  const preview = useOperation(
    automations,
    'previewSchedule',
    asks ? { count: 10, ...(cron ? { cron } : { every }), ...(timezone ? { timezone } : {}) } : null,
  )
  return (
    <Sheet
      open
      onClose={onClose}
      title={trigger.automationName}
      description={<span className="font-mono text-small">{trigger.label}</span>}
    >
      {asks ? null : <p className="text-ink-3">{word('triggers.no_times')}</p>}
      {trigger.catchesUp === null ? null : (
        <p className="mt-2 text-pretty text-ink-3">{word(trigger.catchesUp ? 'triggers.catches_up' : 'triggers.catches_not')}</p>
      )}
      <ol aria-label={word('triggers.ten')} className="hairlines">
        {(preview.data?.times ?? []).map((time) => (
          <li key={time.at} className="flex items-center gap-3 py-1.5">
            <CalendarClock size={14} aria-hidden className="text-ink-3" />
            <span className="font-mono text-small">{time.local}</span>
            <span className="min-w-0 flex-1 truncate text-small text-ink-3">{time.note}</span>
            <RelativeTime at={time.at} className="text-small text-ink-3" />
          </li>
        ))}
      </ol>
    </Sheet>
  )
}
