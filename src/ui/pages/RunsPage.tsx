import { asProblem } from '../client/problem.ts'
import { useGo, usePathField } from '../app/navigation.ts'
import { formatDuration } from '../format/duration.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import type { Column } from '../kit/table-types.ts'
import { isOver, runSentence, runStatus, timeTaken, type Run } from '../runs/run.ts'
import { useCancelRun, useRunList } from '../runs/use-runs.ts'
import { word as runWord } from '../runs/words.ts'
import { Freshness } from '../shell/Freshness.tsx'
import { PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { RunSheet } from './RunSheet.tsx'
import { word } from './words.ts'

/** All long work, the newest first; one of them open beside the list. */
export function RunsPage() {
  const runs = useRunList()
  const go = useGo()
  const run = usePathField('run')
  const empty = <EmptyState title={word('runs.empty')}>{word('runs.empty.body')}</EmptyState>
  return (
    <>
      <PageHeader title={word('runs')} freshness={<Freshness answer={runs} />} />
      <PageBody>
        {runs.error && !runs.data ? (
          <ErrorState what={word('runs')} problem={asProblem(runs.error)} onRetry={() => void runs.refetch()} retrying={runs.isFetching} />
        ) : (
          <Table
            label={word('runs.label')}
            rows={runs.data ?? []}
            columns={columns}
            rowKey={({ id }) => id}
            rowName={({ title }) => title}
            href={({ id }) => `/runs/${id}`}
            loading={runs.isPending}
            phoneRow={(one) => <PhoneRun run={one} />}
            empty={empty}
          />
        )}
        {runs.hasNextPage ? (
          <div>
            <Button busy={runs.isFetchingNextPage && word('runs.reading')} onClick={() => void runs.fetchNextPage()}>
              {word('runs.older')}
            </Button>
          </div>
        ) : null}
      </PageBody>
      {run ? <RunSheet id={run} onClose={() => go('/runs')} /> : null}
    </>
  )
}

const columns: readonly Column<Run>[] = [
  {
    id: 'title',
    head: word('runs.title'),
    width: 'minmax(0, 2fr)',
    cell: (run) => <span className="truncate font-strong">{run.title}</span>,
  },
  { id: 'state', head: word('runs.state'), width: '140px', cell: (run) => <RunState run={run} /> },
  {
    id: 'step',
    head: word('runs.progress'),
    width: 'minmax(0, 2fr)',
    hideBelow: 'wide',
    cell: (run) => <span className="truncate text-ink-2">{run.state === 'done' ? '' : runSentence(run)}</span>,
  },
  {
    id: 'started',
    head: word('runs.started'),
    width: '96px',
    align: 'end',
    cell: (run) => <RelativeTime at={run.startedAt ?? run.createdAt} className="text-ink-3" />,
  },
  { id: 'took', head: word('runs.took'), width: '96px', align: 'end', cell: (run) => (isOver(run) ? formatDuration(timeTaken(run)) : '') },
  {
    id: 'cancel',
    head: <span className="sr-only">{word('runs.cancel')}</span>,
    width: '104px',
    align: 'end',
    cell: (run) => (isOver(run) ? null : <Cancel run={run} />),
  },
]

function RunState({ run }: { run: Run }) {
  return <Status kind={runStatus(run.state)}>{runWord(run.state)}</Status>
}

function Cancel({ run }: { run: Run }) {
  const cancel = useCancelRun()
  return (
    <span className="relative z-1">
      <Button
        size="small"
        busy={(cancel.isPending || run.cancelRequestedAt !== null) && word('runs.cancelling')}
        onClick={() => cancel.mutate({ id: run.id })}
      >
        {word('runs.cancel')}
      </Button>
    </span>
  )
}

function PhoneRun({ run }: { run: Run }) {
  return (
    <span className="grid min-w-0 flex-1 grid-cols-1">
      <span className="flex min-w-0 gap-2">
        <span className="min-w-0 flex-1 truncate font-strong">{run.title}</span>
        <RelativeTime at={run.startedAt ?? run.createdAt} className="text-ink-3" />
      </span>
      <span className="text-small">
        <RunState run={run} />
      </span>
    </span>
  )
}
