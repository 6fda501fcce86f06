import type { Query } from '../database.ts'
import type { OutboxEvent } from '../events.ts'

/** A place in the outbox: transaction id and row id. */
export interface Position {
  readonly xid: string
  readonly id: string
}

export interface OutboxRow extends Position {
  readonly kind: 'event' | 'start' | 'send'
  readonly name: string
  readonly project: string | null
  readonly payload: Record<string, unknown>
  readonly actor: string
  readonly at: Date
}

/**
 * Rows after a position that can no longer be overtaken: a transaction that began earlier may still commit below
 * `pg_snapshot_xmin`, so nothing at or above it is read yet.
 */
export async function readOutbox(query: Query, after: Position, limit: number): Promise<OutboxRow[]> {
  const rows = await query<OutboxRow>(
    `SELECT xid::text, id, kind, name, project, payload, actor, at FROM kernel.outbox
     WHERE (xid, id) > ($1::xid8, $2::uuid) AND xid < pg_snapshot_xmin(pg_current_snapshot())
     ORDER BY xid, id LIMIT $3`,
    [after.xid, after.id, limit],
    'outbox.read',
  )
  return rows.rows
}

/** The newest place that may be read now: where somebody starts who wants news from now on. */
export async function newestPosition(query: Query): Promise<Position> {
  const row = await query<{ xid: string }>(`SELECT (pg_snapshot_xmin(pg_current_snapshot())::text::numeric - 1)::text AS xid`)
  return { xid: row.rows[0]!.xid, id: lastId }
}

/** The reader whose place is the newest row that was ever removed; retention moves it before it removes. */
const prunedName = 'pruned'

/** Whether rows after the position were removed already, so that nobody can catch up from it. */
export async function wasPruned(query: Query, after: Position): Promise<boolean> {
  const found = await query(
    'SELECT 1 FROM kernel.outbox_reader WHERE name = $1 AND xid > $2::xid8',
    [prunedName, after.xid],
    'outbox.pruned',
  )
  return found.rowCount === 1
}

export function asEvent(row: OutboxRow): OutboxEvent {
  return {
    id: row.id,
    name: row.name,
    project: row.project,
    payload: row.payload,
    actor: row.actor,
    at: row.at,
    position: formatPosition(row),
  }
}

export function formatPosition(position: Position): string {
  return `${position.xid}.${position.id}`
}

/** Reads a position as a client sends it; null when it is not one. */
export function parsePosition(text: string): Position | null {
  const match = /^(\d{1,20})\.([0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/.exec(text)
  return match ? { xid: match[1]!, id: match[2]! } : null
}

const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'
