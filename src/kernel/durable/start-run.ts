import type { EngineParts } from './parts.ts'
import { queueOf } from './queues.ts'

interface Row {
  workflow: string
  host: string | null
  state: string
  cancel_requested_at: Date | null
}

/**
 * Puts a run that was asked for into its queue; the workflow's id is the run's, so a second call changes nothing.
 * A workflow that this version does not know is left to a node that does (see sweep.ts).
 */
export async function startRun(parts: EngineParts, run: string): Promise<void> {
  const found = await parts.machinery.query<Row>(
    'SELECT workflow, host, state, cancel_requested_at FROM kernel.run WHERE id = $1',
    [run],
    'run.start',
  )
  const row = found.rows[0]
  const registered = row && parts.workflows.get(row.workflow)
  if (!registered || row.state !== 'waiting' || row.cancel_requested_at) return
  const queueName = queueOf(registered.definition.queue, row.host)
  await parts.dbos.DBOS.startWorkflow(registered.execute, { workflowID: run, queueName })(run)
}
