import { inTransaction } from '../database.ts'
import { kernelErrors, Problem } from '../errors.ts'
import type { EngineParts } from './parts.ts'
import { queueOf } from './queues.ts'
import { startRuns } from './start-runs.ts'

/** Lets a failed or cancelled run go on after its last finished step. */
export async function resumeRun(parts: EngineParts, run: string): Promise<void> {
  const asked = await parts.machinery.query(
    `UPDATE kernel.run SET state = 'waiting', reason = 'It was asked to go on.', error = NULL, ended_at = NULL,
       cancel_requested_at = NULL, cancel_requested_by = NULL
     WHERE id = $1 AND state IN ('failed', 'cancelled')`,
    [run],
  )
  if (asked.rowCount !== 1) throw new Problem(kernelErrors.conflict, 'Only failed and cancelled runs can be resumed.')
  await carryOutResume(parts, run)
}

interface Row {
  workflow: string
  host: string | null
  status: string | null
  place: number | null
  steps: number
}

/**
 * What every node does on hearing the wish. Under a lock and only while the library still calls the workflow ended:
 * a second resumption would take the run away from the node that works on it.
 */
export async function carryOutResume(parts: EngineParts, run: string): Promise<void> {
  await inTransaction(parts.machinery.pool, async (client) => {
    await client.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [run])
    const found = await client.query<Row>(
      `SELECT r.workflow, r.host, w.status, (o.error::jsonb->>'place')::integer AS place,
         (SELECT coalesce(max(function_id) + 1, 0) FROM dbos.operation_outputs s WHERE s.workflow_uuid = r.id::text)::integer AS steps
       FROM kernel.run r LEFT JOIN dbos.workflow_status w ON w.workflow_uuid = r.id::text
       LEFT JOIN dbos.workflow_output o ON o.workflow_uuid = w.workflow_uuid
       WHERE r.id = $1 AND r.state = 'waiting' AND r.cancel_requested_at IS NULL`,
      [run],
    )
    const row = found.rows[0]
    const definition = row && parts.workflows.get(row.workflow)?.definition
    if (!definition) return
    const queueName = queueOf(definition.queue, row.host)
    const { DBOS } = parts.dbos
    if (row.status === null) await startRuns(parts, [run])
    if (row.status === 'CANCELLED' || row.status === 'MAX_RECOVERY_ATTEMPTS_EXCEEDED') await DBOS.resumeWorkflow(run, { queueName })
    // A failure is part of the history: it is cut off from there on.
    if (row.status === 'ERROR') await DBOS.rewindWorkflow(run, { startStep: row.place ?? row.steps, queueName })
  })
}
