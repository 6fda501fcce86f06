import type { InputFor } from '#ui/client/client.ts'
import { asProblem } from '#ui/client/problem.ts'
import { useList } from '#ui/client/use-list.ts'
import { formatDuration } from '#ui/format/duration.ts'
import { Button } from '#ui/kit/Button.tsx'
import { EmptyState } from '#ui/kit/EmptyState.tsx'
import { ErrorState } from '#ui/kit/ErrorState.tsx'
import { RelativeTime } from '#ui/kit/RelativeTime.tsx'
import { Status } from '#ui/kit/Status.tsx'
import { Table } from '#ui/kit/Table.tsx'
import type { Column } from '#ui/kit/table-types.ts'
import type { contract } from '../../contract.ts'
import { runKind } from '../automation-state.ts'
import { automations, type RunRow } from '../client.ts'
import { word } from '../words.ts'
import { runHref } from './run-state.ts'

interface RunTableProps {
  readonly input: Omit<InputFor<typeof contract, 'listRuns'>, 'limit'>
  readonly filtered: boolean
}

export function RunTable({ input, filtered }: RunTableProps) {
  const list = useList(automations, 'listRuns', { limit: 100, ...input })
  if (list.error && !list.data)
    return (
      <ErrorState
        what={word('runs.title')}
        problem={asProblem(list.error)}
        onRetry={() => void list.refetch()}
        retrying={list.isFetching}
      />
    )
  return (
    <>
      <Table
        label={word('runs.title')}
        rows={list.data ?? []}
        columns={columns}
        rowKey={({ id }) => id}
        rowName={(run) => word('runs.number', { number: run.number })}
        href={runHref}
        loading={list.isPending}
        phoneRow={(run) => <PhoneRun run={run} />}
        empty={<EmptyState title={word(filtered ? 'runs.none_fit' : 'runs.none')}>{word('runs.none_body')}</EmptyState>}
      />
      {list.hasNextPage ? (
        <div>
          <Button busy={list.isFetchingNextPage && word('runs.older')} onClick={() => void list.fetchNextPage()}>
            {word('runs.older')}
          </Button>
        </div>
      ) : null}
    </>
  )
}

const columns: readonly Column<RunRow>[] = [
  {
    id: 'number',
    head: word('runs.run'),
    width: 'minmax(160px, 1.4fr)',
    cell: (run) => (
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="truncate font-strong">{run.name}</span>
        <span className="font-mono text-small text-ink-3">#{run.number}</span>
      </span>
    ),
  },
  {
    id: 'state',
    head: word('head.state'),
    width: '112px',
    cell: (run) => <Status kind={runKind(run.state)}>{word(`state.${run.state}`)}</Status>,
  },
  {
    id: 'why',
    head: word('runs.why'),
    width: 'minmax(0, 2fr)',
    hideBelow: 'wide',
    cell: (run) => <span className="truncate text-ink-2">{whyOf(run)}</span>,
  },
  {
    id: 'trigger',
    head: word('runs.trigger'),
    width: 'minmax(90px, 1fr)',
    cell: (run) => <span className="truncate text-ink-2">{triggerOf(run)}</span>,
  },
  {
    id: 'started',
    head: word('runs.started'),
    width: '92px',
    align: 'end',
    cell: (run) => <RelativeTime at={run.startedAt ?? run.createdAt} className="text-ink-3" />,
  },
  {
    id: 'took',
    head: word('runs.took'),
    width: '92px',
    align: 'end',
    cell: (run) => (run.milliseconds === null ? '' : formatDuration(run.milliseconds)),
  },
]

function whyOf({ error, waitsFor }: RunRow): string {
  return error?.detail ?? error?.title ?? waitsFor ?? ''
}

export function triggerOf({ trigger, startedBy }: Pick<RunRow, 'trigger' | 'startedBy'>): string {
  if (trigger.kind === 'manual') return word('runs.by', { who: startedBy })
  return trigger.detail ? `${trigger.kind}, ${trigger.detail}` : trigger.kind
}

function PhoneRun({ run }: { run: RunRow }) {
  return (
    <span className="grid min-w-0 flex-1 grid-cols-1">
      <span className="flex gap-2">
        <span className="min-w-0 flex-1 truncate font-strong">
          {run.name} <span className="font-mono text-small text-ink-3">#{run.number}</span>
        </span>
        <RelativeTime at={run.startedAt ?? run.createdAt} className="text-ink-3" />
      </span>
      <span className="flex items-center gap-2 text-small text-ink-3">
        <Status kind={runKind(run.state)}>{word(`state.${run.state}`)}</Status>
        <span className="truncate">{whyOf(run) || triggerOf(run)}</span>
      </span>
    </span>
  )
}
