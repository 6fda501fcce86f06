import type { EngineParts } from './parts.ts'

const batch = 500

/** How long what is finished is kept. */
const keep = {
  runs: '30 days',
  outbox: '7 days',
  /** Told at each step of each run, and only read again by clients that reconnect. */
  runNews: '1 hour',
  idempotencyKeys: '24 hours',
  nodes: '1 day',
} as const

const expiredNews = `o.at < now() - CASE WHEN o.name = 'runs.changed' THEN interval '${keep.runNews}' ELSE interval '${keep.outbox}' END`

/** Deletes what nobody needs any more, in batches, so that no statement holds others up. */
export async function deleteExpired(parts: Pick<EngineParts, 'machinery' | 'dbos'>): Promise<void> {
  await repeat(() => deleteRuns(parts))
  const { query } = parts.machinery
  // Told before they go: a client that last heard of something older has to read everything again.
  await query(
    `INSERT INTO kernel.outbox_reader AS known (name, xid, id)
     SELECT 'pruned', o.xid, o.id FROM kernel.outbox o WHERE ${expiredNews} ORDER BY o.xid DESC, o.id DESC LIMIT 1
     ON CONFLICT (name) DO UPDATE SET xid = excluded.xid, id = excluded.id, read_at = now() WHERE excluded.xid > known.xid`,
  )
  const statements = [
    // Rows that the dispatcher has not passed, or that a reaction still tries, stay.
    `DELETE FROM kernel.outbox WHERE id IN (
       SELECT o.id FROM kernel.outbox o JOIN kernel.outbox_reader r ON r.name = 'dispatcher' AND (o.xid, o.id) <= (r.xid, r.id)
       WHERE ${expiredNews}
         AND NOT EXISTS (SELECT FROM kernel.reaction_failed f WHERE f.event = o.id AND f.given_up_at IS NULL)
       ORDER BY o.xid, o.id LIMIT ${batch})`,
    `DELETE FROM kernel.reaction_done WHERE (event, reaction) IN (
       SELECT event, reaction FROM kernel.reaction_done WHERE at < now() - interval '${keep.outbox}' LIMIT ${batch})`,
    `DELETE FROM kernel.idempotency WHERE (actor, operation, key) IN (
       SELECT actor, operation, key FROM kernel.idempotency WHERE at < now() - interval '${keep.idempotencyKeys}' ORDER BY at LIMIT ${batch})`,
    `DELETE FROM kernel.node n WHERE coalesce(dead_at, left_at) < now() - interval '${keep.nodes}'
       AND NOT EXISTS (SELECT FROM dbos.workflow_status w WHERE w.status = 'PENDING' AND w.executor_id = n.id)`,
  ]
  for (const statement of statements) await repeat(async () => (await query(statement)).rowCount ?? 0)
}

/** The library's rows first: should this break off, the run is still there to say what is to be deleted. */
async function deleteRuns(parts: Pick<EngineParts, 'machinery' | 'dbos'>): Promise<number> {
  const { query } = parts.machinery
  const expired = await query<{ id: string }>(
    `SELECT id FROM kernel.run WHERE ended_at < now() - interval '${keep.runs}' ORDER BY ended_at LIMIT ${batch}`,
  )
  const ids = expired.rows.map((row) => row.id)
  if (ids.length > 0) await forgetRuns(parts, ids)
  return ids.length
}

/** Deletes what is left of runs that have ended; of those that go on nothing. */
export async function forgetRuns(parts: Pick<EngineParts, 'machinery' | 'dbos'>, runs: readonly string[]): Promise<void> {
  const { query } = parts.machinery
  const ended = await query<{ id: string }>('SELECT id FROM kernel.run WHERE id = ANY($1) AND ended_at IS NOT NULL', [runs])
  const ids = ended.rows.map((row) => row.id)
  if (ids.length === 0) return
  await parts.dbos.DBOS.deleteWorkflows(ids)
  await query('DELETE FROM kernel.run WHERE id = ANY($1)', [ids])
}

async function repeat(deleteBatch: () => Promise<number>): Promise<void> {
  while ((await deleteBatch()) >= batch);
}
