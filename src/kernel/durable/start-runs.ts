import type { PreparedWorkflow } from '@dbos-inc/dbos-sdk/eventreceiver'
import type { EngineParts } from './parts.ts'
import { queueOf } from './queues.ts'

interface Row {
  id: string
  workflow: string
  host: string | null
}

/**
 * Puts runs that were asked for into their queues; a workflow's id is the run's, so a second call changes nothing.
 * A workflow that this version does not know is left to a node that does (see sweep.ts).
 */
export async function startRuns(parts: EngineParts, runs: readonly string[]): Promise<void> {
  const { receiver } = parts.dbos
  const found = await parts.machinery.query<Row>(
    `SELECT id, workflow, host FROM kernel.run WHERE id = ANY ($1) AND state = 'waiting' AND cancel_requested_at IS NULL ORDER BY id`,
    [runs],
    'run.start',
  )
  const known = found.rows.flatMap(({ id, workflow, host }) => {
    const registered = parts.workflows.get(workflow)
    if (!registered) return []
    const queueName = queueOf(registered.definition.queue, host)
    return [receiver.prepareEnqueuedWorkflow(registered.execute, [id], { workflowID: id, queueName })]
  })
  if (known.length > 0) await enqueue(parts, await Promise.all(known))
}

/** As the library does for its receivers of events, in one statement instead of four. */
async function enqueue({ machinery }: EngineParts, prepared: readonly PreparedWorkflow[]): Promise<void> {
  await machinery.query(
    `WITH given AS (
       SELECT *, (extract(epoch FROM clock_timestamp()) * 1000)::bigint AS at FROM jsonb_to_recordset($1::jsonb) AS g ("workflowUUID" text,
         "workflowName" text, "workflowClassName" text, "queueName" text, "executorId" text, "applicationVersion" text, "applicationID" text,
         "applicationName" text, serialization text, priority integer, input text)),
     put AS (
       INSERT INTO dbos.workflow_status (workflow_uuid, status, name, class_name, queue_name, authenticated_user, assumed_role,
         authenticated_roles, executor_id, application_version, application_id, application_name, created_at, updated_at, recovery_attempts,
         priority, serialization)
       SELECT "workflowUUID", 'ENQUEUED', "workflowName", nullif("workflowClassName", ''), "queueName", '', '', '[]', "executorId",
         "applicationVersion", "applicationID", "applicationName", at, at, 0, priority, serialization FROM given ON CONFLICT DO NOTHING)
     INSERT INTO dbos.workflow_input (workflow_uuid, inputs, retention_timestamp) SELECT "workflowUUID", input, at FROM given ON CONFLICT DO NOTHING`,
    [JSON.stringify(prepared)],
    'run.enqueue',
  )
}
