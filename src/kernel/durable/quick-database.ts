import type { currentOwnerXid } from '@dbos-inc/dbos-sdk/internal/context'
import type { SystemDatabase } from '@dbos-inc/dbos-sdk/internal/system_database'

/**
 * Lets the library do in one statement what it does in a transaction of four: claim runs of a queue, keep a step, end a
 * run. Only the plain case: whatever else there is (cancelled, taken over, kept before, a connection that broke) goes the
 * library's own way from the beginning, which decides and repeats as ever. See docs/decisions/0005.
 */
export function quickenDatabase(database: SystemDatabase, ownerOf: typeof currentOwnerXid): void {
  quickenClaims(database)
  quickenSteps(database, ownerOf)
  quickenEndings(database)
}

const now = '(extract(epoch FROM now()) * 1000)::bigint'

function quickenClaims(database: SystemDatabase): void {
  const { findAndMarkStartableWorkflows: claim, pool } = database
  database.findAndMarkStartableWorkflows = async (...asked) => {
    const [queue, node, version, partition, running = 0, , owner] = asked
    const { concurrency, rateLimit, workerConcurrency: places } = queue
    const isPlain = partition === undefined && concurrency === undefined && rateLimit === undefined && places !== undefined
    const { appName } = database
    if (!isPlain || !owner || !appName) return claim.apply(database, asked)
    if (places <= running) return []
    const values = [queue.name, node, version, owner, appName, places - running]
    const claimed = await pool.query<{ workflow_uuid: string }>({ ...claimRuns, values }).catch(() => null)
    return claimed ? claimed.rows.map((row) => row.workflow_uuid) : claim.apply(database, asked)
  }
}

const claimRuns = {
  name: 'engine.claim',
  text: `WITH next AS MATERIALIZED (SELECT workflow_uuid FROM dbos.workflow_status
      WHERE queue_name = $1 AND status = 'ENQUEUED' AND application_version = $3 AND (application_name = $5 OR application_name IS NULL)
      ORDER BY priority, created_at LIMIT $6 FOR UPDATE SKIP LOCKED)
    UPDATE dbos.workflow_status w SET status = 'PENDING', owner_xid = $4, executor_id = $2, started_at_epoch_ms = ${now}, rate_limited = false,
      application_name = coalesce(application_name, $5), recovery_attempts = recovery_attempts + 1, updated_at = ${now}
    FROM next WHERE w.workflow_uuid = next.workflow_uuid RETURNING w.workflow_uuid`,
}

interface Known {
  status: string
  recorded: boolean
  output: string | null
  error: string | null
  child_workflow_id: string | null
  function_name: string
  serialization: string | null
}

function quickenSteps(database: SystemDatabase, ownerOf: typeof currentOwnerXid): void {
  const { getOperationResultAndThrowIfCancelled: known, recordOperationResult: keep, pool } = database
  // Asked right before a step, and again by the question for its earlier result.
  database.checkIfCanceled = async () => {}

  database.getOperationResultAndThrowIfCancelled = async (workflow, place) => {
    const found = await pool.query<Known>({ ...knownStep, values: [workflow, place] }).catch(() => null)
    const row = found?.rows[0]
    if (!row || row.status === 'CANCELLED') return known.call(database, workflow, place)
    if (!row.recorded) return undefined
    const { output, error, child_workflow_id: childWorkflowID, function_name: functionName, serialization } = row
    return { output, error, childWorkflowID, functionName, serialization }
  }

  database.recordOperationResult = async (...given) => {
    const [workflow, place, name, , began, ended, options = {}] = given
    const owner = ownerOf(workflow)
    if (owner !== undefined) {
      const { output = null, error = null, childWorkflowID = null, serialization = null } = options
      const values = [workflow, place, output, error, name, childWorkflowID, began, ended, serialization, database.appName ?? null, owner]
      const kept = await pool.query({ ...keepStep, values }).catch(() => null)
      if (kept?.rowCount === 1) return
    }
    await keep.apply(database, given)
  }
}

const knownStep = {
  name: 'engine.known',
  text: `SELECT w.status, o.function_id IS NOT NULL AS recorded, o.output, o.error, o.child_workflow_id, o.function_name, o.serialization
    FROM dbos.workflow_status w LEFT JOIN dbos.operation_outputs o ON o.workflow_uuid = w.workflow_uuid AND o.function_id = $2
    WHERE w.workflow_uuid = $1`,
}

/** The lock holds until the row is committed: no hand-off to another node lands in between. */
const keepStep = {
  name: 'engine.keep',
  text: `WITH owned AS (SELECT FROM dbos.workflow_status WHERE workflow_uuid = $1 AND owner_xid = $11 FOR NO KEY UPDATE)
    INSERT INTO dbos.operation_outputs (workflow_uuid, function_id, output, error, function_name, child_workflow_id,
      started_at_epoch_ms, completed_at_epoch_ms, serialization, application_name, retention_timestamp)
    SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, ${now} FROM owned
    ON CONFLICT (workflow_uuid, function_id) DO NOTHING`,
}

function quickenEndings(database: SystemDatabase): void {
  const { recordWorkflowOutput, recordWorkflowError, pool } = database
  const end = async (values: readonly unknown[]): Promise<boolean> =>
    (await pool.query({ ...endRun, values: [...values] }).catch(() => null))?.rowCount === 1

  database.recordWorkflowOutput = async (workflow, status, owner) => {
    if (owner !== undefined && (await end([workflow, 'SUCCESS', owner, status.output ?? null, null]))) return true
    return recordWorkflowOutput.call(database, workflow, status, owner)
  }
  database.recordWorkflowError = async (workflow, status, owner) => {
    if (owner !== undefined && (await end([workflow, 'ERROR', owner, null, status.error ?? null]))) return true
    return recordWorkflowError.call(database, workflow, status, owner)
  }
}

const endRun = {
  name: 'engine.end',
  text: `WITH ended AS (UPDATE dbos.workflow_status SET status = $2, updated_at = ${now}, completed_at = ${now}, deduplication_id = NULL, owner_xid = NULL
      WHERE workflow_uuid = $1 AND status = 'PENDING' AND owner_xid = $3 RETURNING workflow_uuid)
    INSERT INTO dbos.workflow_output AS o (workflow_uuid, output, error) SELECT workflow_uuid, $4, $5 FROM ended
    ON CONFLICT (workflow_uuid) DO UPDATE SET output = excluded.output, error = excluded.error`,
}
