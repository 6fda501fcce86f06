import { useOperation } from '#ui/client/use-operation.ts'
import { automations, type Run, type RunRow } from '../client.ts'

/** The newest run of an automation with its tasks, and the last ones without. */
export function useLastRun(automation: string | undefined): { readonly run: Run | undefined; readonly runs: readonly RunRow[] } {
  const list = useOperation(automations, 'listRuns', automation === undefined ? null : { automation, limit: 30 })
  const runs = list.data?.items ?? []
  const newest = runs[0]
  const run = useOperation(automations, 'getRun', newest ? { run: newest.id } : null)
  return { run: newest ? run.data : undefined, runs }
}
