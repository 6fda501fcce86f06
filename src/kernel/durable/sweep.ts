import { inTransaction, type PoolClient } from '../database.ts'
import { carryOutResume } from './resume-run.ts'
import { workflowVersion } from './dbos.ts'
import type { EngineParts } from './parts.ts'
import { queueLimits } from './queues.ts'
import { startRuns } from './start-runs.ts'

/** One node at a time sweeps. */
const sweepLock = 7_218_403
const batch = 200

/** Starts and resumes what a crash left unheard, and writes on waiting runs why they are not running. */
export async function sweep(parts: EngineParts): Promise<void> {
  const unheard = await inTransaction(parts.machinery.pool, async (client) => {
    const mine = await client.query<{ mine: boolean }>('SELECT pg_try_advisory_xact_lock($1) AS mine', [sweepLock])
    if (!mine.rows[0]!.mine) return []
    await explainWaiting(client)
    return findUnheard(client)
  })
  for (const { id, status } of unheard) await (status === null ? startRuns(parts, [id]) : carryOutResume(parts, id))
}

/** Waiting runs that the library does not know, or still takes for ended: their start or resumption was not heard. */
async function findUnheard(client: PoolClient): Promise<{ id: string; status: string | null }[]> {
  const found = await client.query<{ id: string; status: string | null }>(
    `SELECT r.id, w.status FROM kernel.run r LEFT JOIN dbos.workflow_status w ON w.workflow_uuid = r.id::text
     WHERE r.state = 'waiting' AND r.cancel_requested_at IS NULL AND r.created_at < now() - interval '5 seconds'
       AND (w.status IS NULL OR w.status NOT IN ('ENQUEUED', 'DELAYED', 'PENDING')) ORDER BY r.id LIMIT ${batch}`,
  )
  return found.rows
}

/** The answer to "why is this not running?", only written where it changed. */
async function explainWaiting(client: PoolClient): Promise<void> {
  await client.query({
    name: 'run.explain-waiting',
    text: `WITH live AS (SELECT host, count(*)::integer AS nodes FROM kernel.node WHERE dead_at IS NULL AND left_at IS NULL GROUP BY host),
      busy AS (SELECT queue_name, count(*)::integer AS runs FROM dbos.workflow_status WHERE status = 'PENDING' GROUP BY queue_name),
      why AS (
        SELECT r.id, r.reason AS old, CASE
          WHEN w.workflow_uuid IS NULL THEN format('It waits for a node that knows the workflow %s.', r.workflow)
          WHEN w.application_version <> $1 THEN format('It waits for a node of workflow version %s.', w.application_version)
          WHEN r.host IS NOT NULL AND l.host IS NULL THEN format('It waits for %s: Optimus does not run there now.', coalesce(h.name, r.host))
          WHEN b.runs >= p.places * greatest(1, CASE WHEN r.host IS NULL THEN (SELECT sum(nodes) FROM live) ELSE l.nodes END)
            THEN format('All %s places of the queue %s are taken.', b.runs, coalesce('of ' || h.name, w.queue_name))
          ELSE 'It waits for its turn.' END AS new
        FROM kernel.run r
        LEFT JOIN dbos.workflow_status w ON w.workflow_uuid = r.id::text
        LEFT JOIN kernel.host h ON h.id = r.host
        LEFT JOIN live l ON l.host = r.host
        LEFT JOIN busy b ON b.queue_name = w.queue_name
        LEFT JOIN (SELECT * FROM unnest($2::text[], $3::integer[])) AS p (queue, places) ON p.queue = CASE WHEN r.host IS NULL THEN w.queue_name ELSE 'host' END
        WHERE r.state = 'waiting' AND r.cancel_requested_at IS NULL AND r.created_at < now() - interval '2 seconds')
      UPDATE kernel.run r SET reason = why.new FROM why WHERE r.id = why.id AND why.new IS DISTINCT FROM why.old`,
    values: [workflowVersion, Object.keys(queueLimits), Object.values(queueLimits).map((limits) => limits.places)],
  })
}
