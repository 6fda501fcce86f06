import { X } from 'lucide-react'
import { useEffect } from 'react'
import { formatShortDuration } from '../format/duration.ts'
import { formatShare } from '../format/number.ts'
import { Button } from '../kit/Button.tsx'
import { IconButton } from '../kit/IconButton.tsx'
import { ProgressBar } from '../kit/ProgressBar.tsx'
import { StatusGlyph } from '../kit/StatusGlyph.tsx'
import { ToastFrame } from '../kit/Toasts.tsx'
import { dismiss, type Toast } from '../kit/toast-store.ts'
import { word as kitWord } from '../kit/words.ts'
import { LiveTopics } from '../live/use-live.ts'
import { isOver, runSentence, runStatus, shareDone, timeLeft, type Run } from './run.ts'
import { runTopics, useCancelRun, useRun } from './use-runs.ts'
import { word } from './words.ts'

const shownAfterEnd = 5000

/** Long work with how far it is, the time left and Cancel. Closed, it goes on and stays on the horizon. */
export function RunToast({ toast }: { toast: Toast }) {
  return (
    <LiveTopics value={runTopics}>
      <Followed toast={toast} id={toast.run ?? ''} />
    </LiveTopics>
  )
}

function Followed({ toast, id }: { toast: Toast; id: string }) {
  const { data: run } = useRun(id)
  const over = run ? isOver(run) : false
  const failed = run?.state === 'failed'
  useEffect(() => {
    if (!over || failed) return
    const timer = setTimeout(() => dismiss(toast.id), shownAfterEnd)
    return () => clearTimeout(timer)
  }, [over, failed, toast.id])
  return (
    <ToastFrame>
      <StatusGlyph kind={run ? runStatus(run.state) : 'running'} />
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline gap-2">
          <span className="min-w-0 flex-1 truncate font-strong">{run?.title ?? word('starting')}</span>
          <span className="text-small text-ink-3 tabular-nums">{run ? state(run) : null}</span>
        </p>
        {run && !over ? <Progress run={run} /> : null}
        {run && failed ? <p className="text-small text-bad-text">{runSentence(run)}</p> : null}
      </div>
      {over ? null : <Cancel id={id} />}
      <IconButton size="small" icon={X} label={kitWord('toast.close')} onClick={() => dismiss(toast.id)} />
    </ToastFrame>
  )
}

function Progress({ run }: { run: Run }) {
  return (
    <div className="mt-1 grid gap-1">
      <ProgressBar label={run.title} done={run.progress.done ?? 0} total={run.progress.total ?? null} />
      <p className="truncate text-small text-ink-3">{runSentence(run)}</p>
    </div>
  )
}

function Cancel({ id }: { id: string }) {
  const cancel = useCancelRun()
  return (
    <Button size="small" busy={cancel.isPending && kitWord('toast.cancelling')} onClick={() => cancel.mutate({ id })}>
      {kitWord('toast.cancel')}
    </Button>
  )
}

function state(run: Run): string {
  if (isOver(run) || run.state === 'waiting') return word(run.state)
  const share = shareDone(run)
  const left = timeLeft(run, Date.now())
  if (share === null) return ''
  const shown = formatShare(Math.floor(share * 100) / 100)
  return left === null ? shown : kitWord('toast.left', { share: shown, time: formatShortDuration(left) })
}
