import { useOperation } from '#ui/client/use-operation.ts'
import { automations, type RunRow, type TriggerRow } from './client.ts'

/** What stands beside the automations of a list: what starts them, and how their last runs ended. */
export interface Around {
  readonly triggers: ReadonlyMap<string, readonly TriggerRow[]>
  readonly runs: ReadonlyMap<string, readonly RunRow[]>
}

const most = 200

export function useSurroundings(): Around {
  const triggers = useOperation(automations, 'listTriggers', { limit: most }).data?.items ?? []
  const runs = useOperation(automations, 'listRuns', { limit: most }).data?.items ?? []
  return { triggers: Map.groupBy(triggers, ({ automation }) => automation), runs: Map.groupBy(runs, ({ automation }) => automation) }
}
