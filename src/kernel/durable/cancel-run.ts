import { kernelErrors, Problem } from '../errors.ts'
import type { EngineParts } from './parts.ts'

/** Asks for the end of a run and of everything it started as its children. */
export async function cancelRun(parts: EngineParts, run: string): Promise<void> {
  const asked = await parts.machinery.query<{ ended: boolean }>(
    `UPDATE kernel.run SET cancel_requested_at = CASE WHEN state IN ('waiting', 'running') THEN coalesce(cancel_requested_at, now()) ELSE cancel_requested_at END
     WHERE id = $1 RETURNING state NOT IN ('waiting', 'running') AS ended`,
    [run],
  )
  if (!asked.rows[0]) throw new Problem(kernelErrors.not_found, `There is no run ${run}.`)
  if (!asked.rows[0].ended) await carryOutCancel(parts, run)
}

/**
 * What every node does on hearing the wish: ends what runs here, and tells the library. Doing it twice is harmless;
 * a wish heard late, when the run was resumed already, is none any more.
 */
export async function carryOutCancel(parts: EngineParts, run: string): Promise<void> {
  const wished = await parts.machinery.query(
    `SELECT FROM kernel.run WHERE id = $1 AND cancel_requested_at IS NOT NULL AND state IN ('waiting', 'running')`,
    [run],
  )
  if (wished.rowCount !== 1) return
  parts.executions.get(run)?.end(new parts.dbos.Cancelled(run))
  const children = await parts.machinery.query<{ id: string }>(
    `WITH RECURSIVE below (id) AS (
       SELECT id FROM kernel.run WHERE parent = $1 UNION SELECT r.id FROM kernel.run r JOIN below b ON r.parent = b.id)
     UPDATE kernel.run SET cancel_requested_at = now(), cancel_requested_by = coalesce(cancel_requested_by, 'the run that started it')
     WHERE id IN (SELECT id FROM below) AND state IN ('waiting', 'running') AND cancel_requested_at IS NULL RETURNING id`,
    [run],
  )
  await parts.dbos.DBOS.cancelWorkflows([run, ...children.rows.map((row) => row.id)])
  await settleCancelled(parts)
}

/**
 * Writes `cancelled` where nothing of the run is left: its step has ended on this node, its node is gone, or it was
 * never taken up. Also repeats what a crash between the wish and the library's word left undone.
 */
export async function settleCancelled(parts: EngineParts): Promise<void> {
  const { query } = parts.machinery
  const open = await query<{ id: string; asked: string | null }>(
    `SELECT r.id, w.status AS asked FROM kernel.run r LEFT JOIN dbos.workflow_status w ON w.workflow_uuid = r.id::text
     WHERE r.cancel_requested_at IS NOT NULL AND r.state IN ('waiting', 'running')`,
    [],
    'run.cancelling',
  )
  if (open.rows.length === 0) return
  const untold = open.rows.filter((row) => row.asked !== null && unfinished.has(row.asked)).map((row) => row.id)
  if (untold.length > 0) await parts.dbos.DBOS.cancelWorkflows(untold)
  await query(
    `UPDATE kernel.run r SET state = 'cancelled', ended_at = now(), reason = NULL
     WHERE r.cancel_requested_at IS NOT NULL AND r.state IN ('waiting', 'running') AND r.id <> ALL($2::uuid[]) AND (
       NOT EXISTS (SELECT FROM dbos.workflow_status w WHERE w.workflow_uuid = r.id::text)
       OR EXISTS (SELECT FROM dbos.workflow_status w WHERE w.workflow_uuid = r.id::text AND w.status = 'CANCELLED'
         AND (w.executor_id = $1 OR NOT EXISTS (SELECT FROM kernel.node n WHERE n.id = w.executor_id AND n.dead_at IS NULL AND n.left_at IS NULL))))`,
    [parts.node, parts.executions.runs],
    'run.cancelled',
  )
}

const unfinished = new Set(['ENQUEUED', 'DELAYED', 'PENDING'])
