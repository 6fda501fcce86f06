import { asProblem } from '../client/problem.ts'
import { formatDuration } from '../format/duration.ts'
import { formatNumber } from '../format/number.ts'
import { Button } from '../kit/Button.tsx'
import { CodeBlock } from '../kit/CodeBlock.tsx'
import { ErrorState } from '../kit/ErrorState.tsx'
import { Facts, type Fact } from '../kit/Facts.tsx'
import { ProgressBar } from '../kit/ProgressBar.tsx'
import { RelativeTime } from '../kit/RelativeTime.tsx'
import { SkeletonRows } from '../kit/Skeleton.tsx'
import { Status } from '../kit/Status.tsx'
import { isOver, runSentence, runStatus, timeTaken, type Run } from '../runs/run.ts'
import { useCancelRun, useResumeRun, type useRun } from '../runs/use-runs.ts'
import { word as runWord } from '../runs/words.ts'
import { word } from './words.ts'

/** How far a run is, what it says, and what can be done about it. */
export function LoadedRun({ run: { data: run, error, refetch } }: { run: ReturnType<typeof useRun> }) {
  if (error && !run) return <ErrorState what={word('runs.title')} problem={asProblem(error)} onRetry={() => void refetch()} />
  if (!run) return <SkeletonRows />
  return (
    <div className="-mx-3.5 grid gap-4">
      {isOver(run) ? null : (
        <div className="px-3.5">
          <ProgressBar label={run.title} done={run.progress.done ?? 0} total={run.progress.total ?? null} />
        </div>
      )}
      <Facts facts={facts(run)} />
      {run.error ? (
        <div className="px-3.5">
          <CodeBlock label={word('runs.error')} text={run.error} />
        </div>
      ) : null}
      <Actions run={run} />
    </div>
  )
}

function facts(run: Run): Fact[] {
  const { done, total, unit } = run.progress
  const all = total ? word('runs.of', { done: formatNumber(done), total: formatNumber(total) }) : formatNumber(done)
  const counted = done === undefined ? null : `${all} ${unit ?? ''}`
  const known: readonly (Fact | null)[] = [
    { label: word('runs.state'), value: <Status kind={runStatus(run.state)}>{runWord(run.state)}</Status> },
    runSentence(run) && !run.error ? { label: word('runs.progress'), value: runSentence(run) } : null,
    counted ? { label: word('runs.done'), value: counted } : null,
    { label: word('runs.started'), value: <RelativeTime at={run.startedAt} phrase /> },
    run.endedAt ? { label: word('runs.took'), value: formatDuration(timeTaken(run)) } : null,
    { label: word('runs.workflow'), value: <span className="font-mono text-small">{run.workflow}</span> },
    run.host ? { label: word('runs.host'), value: <span className="font-mono text-small">{run.host}</span> } : null,
    { label: word('runs.id'), value: <span className="font-mono text-small">{run.id}</span> },
  ]
  return known.filter((fact) => fact !== null)
}

function Actions({ run }: { run: Run }) {
  const cancel = useCancelRun()
  const resume = useResumeRun()
  if (run.state === 'done') return null
  const over = isOver(run)
  return (
    <div className="flex gap-2 px-3.5">
      {over ? (
        <Button busy={resume.isPending && word('runs.resuming')} onClick={() => resume.mutate({ id: run.id })}>
          {word('runs.resume')}
        </Button>
      ) : (
        <Button
          variant="danger"
          busy={(cancel.isPending || run.cancelRequestedAt !== null) && word('runs.cancelling')}
          onClick={() => cancel.mutate({ id: run.id })}
        >
          {word('runs.cancel')}
        </Button>
      )}
    </div>
  )
}
