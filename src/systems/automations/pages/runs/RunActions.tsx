import { Ban, Pause, Play, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import { useGo } from '#ui/app/navigation.ts'
import { useMutationOf } from '#ui/client/use-mutation-of.ts'
import { useOperation } from '#ui/client/use-operation.ts'
import { Button } from '#ui/kit/Button.tsx'
import { ConfirmDialog } from '#ui/kit/ConfirmDialog.tsx'
import { automations, type Run } from '../client.ts'
import { word } from '../words.ts'
import { CallList } from './CallList.tsx'
import { isOver, runHref } from './run-state.ts'

/** Pause, resume and cancel while it goes on; once it ended, try again or from the start. */
export function RunActions({ run }: { run: Run }) {
  const [asking, setAsking] = useState(false)
  const go = useGo()
  const input = { run: run.id }
  const pause = useMutationOf(automations, 'pauseRun')
  const resume = useMutationOf(automations, 'resumeRun')
  const restart = useMutationOf(automations, 'restartRun', { done: ({ run: id }) => go(runHref({ id })) })
  if (isOver(run)) {
    return (
      <>
        {run.state === 'failed' ? (
          <Button icon={Play} busy={resume.isPending && word('runs.resuming')} onClick={() => resume.mutate(input)}>
            {word('runs.retry')}
          </Button>
        ) : null}
        <Button icon={RotateCcw} busy={restart.isPending && word('runs.starting')} onClick={() => restart.mutate(input)}>
          {word('runs.again')}
        </Button>
      </>
    )
  }
  return (
    <>
      {run.state === 'paused' || run.pausing ? (
        <Button icon={Play} busy={resume.isPending && word('runs.resuming')} onClick={() => resume.mutate(input)}>
          {word('runs.resume')}
        </Button>
      ) : (
        <Button icon={Pause} busy={pause.isPending && word('runs.pausing')} onClick={() => pause.mutate(input)}>
          {word('runs.pause')}
        </Button>
      )}
      <Button icon={Ban} variant="danger" busy={run.cancelling && word('runs.cancelling')} onClick={() => setAsking(true)}>
        {word('runs.cancel')}
      </Button>
      {asking ? <CancelDialog run={run} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

/** Says before it happens what will be undone, in which order. */
function CancelDialog({ run, onClose }: { run: Run; onClose: () => void }) {
  const cancel = useMutationOf(automations, 'cancelRun', { done: onClose })
  const undo = useOperation(automations, 'previewUndo', { run: run.id })
  return (
    <ConfirmDialog
      open
      onClose={onClose}
      title={word('cancel.title', { run: `${run.name} #${run.number}` })}
      action={word('runs.cancel')}
      busy={cancel.isPending && word('runs.cancelling')}
      onConfirm={() => cancel.mutate({ run: run.id })}
    >
      <p>{word('cancel.body')}</p>
      {undo.data && undo.data.calls.length > 0 ? (
        <div className="mt-3">
          <p className="font-strong">{word('cancel.undo')}</p>
          <CallList calls={undo.data.calls} />
        </div>
      ) : null}
    </ConfirmDialog>
  )
}
