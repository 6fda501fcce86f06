import { LoadedRun } from './LoadedRun.tsx'
import { Sheet } from '../kit/Dialog.tsx'
import { useRun } from '../runs/use-runs.ts'
import { word } from './words.ts'

/** One run beside the list. */
export function RunSheet({ id, onClose }: { id: string; onClose: () => void }) {
  const run = useRun(id)
  return (
    <Sheet open onClose={onClose} title={run.data?.title ?? word('runs.title')}>
      <LoadedRun run={run} />
    </Sheet>
  )
}
