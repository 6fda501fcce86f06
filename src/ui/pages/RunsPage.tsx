import { useQuery } from '@tanstack/react-query'
import { asProblem, type ProblemError } from '../client/problem.ts'
import { send } from '../client/send.ts'
import { formatDuration } from '../format/duration.ts'
import { Button } from '../kit/Button.tsx'
import { EmptyState } from '../kit/EmptyState.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { Status } from '../kit/Status.tsx'
import { Table } from '../kit/Table.tsx'
import type { Column } from '../kit/table-types.ts'
import { useLiveQuery } from '../live/use-live.ts'
import { isOver, runStatus, type Run } from '../runs/run.ts'
import { useCancelRun } from '../runs/use-runs.ts'
import { word as runWord } from '../runs/words.ts'
import { Freshness } from '../shell/Freshness.tsx'
import { PageBody } from '../shell/Page.tsx'
import { PageHeader } from '../shell/PageHeader.tsx'
import { word } from './words.ts'

/** All long work, the newest first. */
export function RunsPage() {
  const runs = useRecentRuns()
  const items = runs.data?.items ?? []
  return (
    <>
      <PageHeader title={word('runs')} freshness={<Freshness answer={runs} />} />
      <PageBody>
        {runs.error && !runs.data ? (
          <ErrorState what={word('runs')} problem={asProblem(runs.error)} onRetry={() => void runs.refetch()} retrying={runs.isFetching} />
        ) : (
          <Table label={word('runs.label')} rows={items} columns={columns} rowKey={(run) => run.id} rowName={(run) => run.title} loading={runs.isPending} phoneRow={(run) => <PhoneRun run={run} />} empty={<EmptyState title={word('runs.empty')}>{word('runs.empty.body')}</EmptyState>} />
        )}
      </PageBody>
    </>
  )
}

function useRecentRuns() {
  const queryKey = ['runs.list', 'recent']
  useLiveQuery(queryKey)
  return useQuery<{ items: readonly Run[] }, ProblemError>({
    queryKey,
    queryFn: ({ signal }) => send({ method: 'GET', url: '/api/v1/runs?limit=100', body: undefined }, { signal }) as Promise<{ items: readonly Run[] }>,
  })
}

const columns: readonly Column<Run>[] = [
  { id: 'title', head: word('runs.title'), width: 'minmax(0, 2fr)', cell: (run) => <span className="truncate font-strong">{run.title}</span> },
  { id: 'state', head: word('runs.state'), width: '140px', cell: (run) => <RunState run={run} /> },
  { id: 'step', head: word('runs.progress'), width: 'minmax(0, 2fr)', hideBelow: 'wide', cell: (run) => <span className="truncate text-ink-2">{run.error ?? run.progress?.message ?? run.progress?.step}</span> },
  { id: 'started', head: word('runs.started'), width: '96px', align: 'end', cell: (run) => <RelativeTime at={run.startedAt} className="text-ink-3" /> },
  { id: 'took', head: word('runs.took'), width: '96px', align: 'end', cell: (run) => (run.finishedAt ? formatDuration(Date.parse(run.finishedAt) - Date.parse(run.startedAt)) : '') },
  { id: 'cancel', head: '', width: '104px', align: 'end', cell: (run) => (isOver(run) ? null : <Cancel run={run} />) },
]

function RunState({ run }: { run: Run }) {
  return <Status kind={runStatus(run.state)}>{runWord(run.state)}</Status>
}

function Cancel({ run }: { run: Run }) {
  const cancel = useCancelRun(run.id)
  return (
    <Button size="small" busy={cancel.isPending && word('runs.cancelling')} onClick={() => cancel.mutate()}>
      {word('runs.cancel')}
    </Button>
  )
}

function PhoneRun({ run }: { run: Run }) {
  return (
    <span className="grid min-w-0 flex-1">
      <span className="flex gap-2">
        <span className="min-w-0 flex-1 truncate font-strong">{run.title}</span>
        <RelativeTime at={run.startedAt} className="text-ink-3" />
      </span>
      <span className="text-small">
        <RunState run={run} />
      </span>
    </span>
  )
}
