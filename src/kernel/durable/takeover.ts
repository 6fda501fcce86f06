import { workflowVersion, type Dbos } from './dbos.ts'
import type { EngineParts } from './parts.ts'

/**
 * Frees the work of nodes that are dead, have left, or are not known at all: their runs go back into their queues,
 * where any node may claim them. Doing it twice, or on two nodes at once, is harmless.
 */
export async function takeOver(parts: EngineParts): Promise<void> {
  const orphaned = await parts.session.query<{ executor_id: string }>(
    `SELECT DISTINCT w.executor_id FROM dbos.workflow_status w
     WHERE w.status = 'PENDING' AND w.application_version = $1
       AND NOT EXISTS (SELECT FROM kernel.node n WHERE n.id = w.executor_id AND n.dead_at IS NULL AND n.left_at IS NULL)`,
    [workflowVersion],
  )
  const nodes = orphaned.rows.map((row) => row.executor_id)
  if (nodes.length === 0) return
  await recover(parts.dbos, nodes)
  parts.log.info({ nodes }, 'runs of nodes that are gone were put back into their queues')
}

/** A claim this old whose run is not running here was lost between the database and this process. */
const strandedAfter = 5000

/**
 * Puts back what this node claimed but does not run: its connection broke at the moment of the claim, or this version
 * does not know the workflow, which another node may.
 */
export async function releaseStranded(parts: EngineParts): Promise<void> {
  const running = parts.dbos.executor.globalInstance?.systemDatabase.runningWorkflowMap
  const claimed = await parts.machinery.query<{ id: string; queue: string | null }>(
    `SELECT workflow_uuid AS id, queue_name AS queue FROM dbos.workflow_status
     WHERE status = 'PENDING' AND executor_id = $1 AND started_at_epoch_ms < extract(epoch FROM now()) * 1000 - ${strandedAfter} AND workflow_uuid <> ALL($2)`,
    [parts.node, parts.executions.runs],
    'run.stranded',
  )
  const byQueue = Map.groupBy(
    claimed.rows.filter(({ id }) => !running?.has(id)),
    (row) => row.queue ?? undefined,
  )
  for (const [queueName, rows] of byQueue)
    await parts.dbos.DBOS.resumeWorkflows(
      rows.map((row) => row.id),
      { queueName },
    )
}

/**
 * Ends the connections of nodes that are dead. A frozen process, or a machine that lost its network, would keep row
 * locks, and the advisory locks by which nodes agree who does what, for as long as Postgres believes in it.
 */
export async function endSessions(parts: EngineParts, nodes: readonly string[]): Promise<void> {
  await parts.session.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = ANY($1)`,
    [nodes.map(sessionName)],
  )
}

/** What Postgres shows as `application_name` of this node's connections; it keeps 63 bytes. */
export function sessionName(node: string): string {
  return `optimus:${node}`.slice(0, 63)
}

/** By the library's own recovery where its inner entry is there, else by what it offers to everybody. */
async function recover({ DBOS, executor }: Dbos, nodes: readonly string[]): Promise<void> {
  const inner = executor.globalInstance
  if (typeof inner?.recoverPendingWorkflows === 'function') {
    await inner.recoverPendingWorkflows([...nodes])
    return
  }
  const pending = await DBOS.listWorkflows({ executorId: [...nodes], status: 'PENDING', applicationVersion: workflowVersion })
  const byQueue = Map.groupBy(pending, (workflow) => workflow.queueName)
  for (const [queueName, workflows] of byQueue)
    await DBOS.resumeWorkflows(
      workflows.map((workflow) => workflow.workflowID),
      { queueName },
    )
}
