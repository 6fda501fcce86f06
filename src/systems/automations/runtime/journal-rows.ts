import type { Query } from '#kernel/database.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Json } from '../expressions/json.ts'
import type { ErrorBody } from '../interpreter/failure.ts'
import type { Cost } from '../interpreter/world.ts'

export interface JournalRow {
  readonly key: string
  readonly reference: string
  readonly name: string
  readonly kind: string
  readonly step: string | null
  readonly state: string
  readonly recorded: boolean
  readonly attempts: number
  readonly input?: Json
  readonly output?: Json
  readonly error?: ErrorBody
  readonly context?: Json
  readonly taken?: readonly string[]
  readonly waitsFor?: string | null
  readonly wakeAt?: Date
  readonly childRun?: string
  readonly cpuMilliseconds?: number
  readonly cost?: Cost
  readonly startedAt?: Date
  readonly endedAt?: Date
}

/** What an execution has to know of a row. */
export type Entry = Pick<JournalRow, 'state' | 'recorded' | 'output' | 'error' | 'context' | 'taken' | 'wakeAt' | 'childRun' | 'startedAt'>

interface StoredEntry {
  key: string
  state: string
  recorded: boolean
  output: Json
  error: ErrorBody | null
  context: Json | null
  taken: string[] | null
  wake_at: Date | null
  child_run: string | null
  started_at: Date | null
}

/** Those of a run: all of them, the ones with these keys, or the ones below a task. */
export async function loadEntries(
  query: Query,
  run: string,
  { keys = null, below = null }: { keys?: readonly string[] | null; below?: string | null } = {},
): Promise<Map<string, Entry>> {
  const found = await query<StoredEntry>(
    `SELECT key, state, recorded, CASE WHEN recorded THEN output END AS output, error, context, taken::text[], wake_at, child_run, started_at
     FROM automations.task WHERE run = $1 AND ($2::text[] IS NULL OR key = ANY ($2)) AND ($3::text IS NULL OR starts_with(key, $3))`,
    [run, keys, below],
    'automations.journal.load',
  )
  return new Map(found.rows.map((row) => [row.key, asEntry(row)]))
}

function asEntry(row: StoredEntry): Entry {
  return {
    state: row.state,
    recorded: row.recorded,
    output: row.output,
    ...(row.error === null ? {} : { error: row.error }),
    ...(row.context === null ? {} : { context: row.context }),
    ...(row.taken === null ? {} : { taken: row.taken }),
    ...(row.wake_at === null ? {} : { wakeAt: row.wake_at }),
    ...(row.child_run === null ? {} : { childRun: row.child_run }),
    ...(row.started_at === null ? {} : { startedAt: row.started_at }),
  }
}

interface Written {
  readonly run: string
  /** Of the run, or of a slice of one of its fan-outs. */
  readonly claim: string
  readonly rows: readonly JournalRow[]
}

/** Stores rows while this execution holds the run; answers the keys that were taken. Recorded rows never change. */
export async function writeRows(query: Query, { run, claim, rows }: Written): Promise<Set<string>> {
  const stored = await query<{ key: string }>(
    `INSERT INTO automations.task AS t (run, key, reference, name, kind, step, state, recorded, attempts, input, output, error, context, taken,
       waits_for, wake_at, child_run, cpu_milliseconds, cost, started_at, ended_at)
     SELECT $1, n.key, n.reference, n.name, n.kind, n.step, n.state, n.recorded, n.attempts, n.input, n.output, n.error, n.context, n.taken,
       n."waitsFor", n."wakeAt", n."childRun", n."cpuMilliseconds", n.cost, n."startedAt", n."endedAt"
     FROM jsonb_to_recordset($2::jsonb) AS n (key text, reference text, name text, kind text, step text, state text, recorded boolean,
       attempts integer, input jsonb, output jsonb, error jsonb, context jsonb, taken bigint[], "waitsFor" text, "wakeAt" timestamptz,
       "childRun" uuid, "cpuMilliseconds" integer, cost jsonb, "startedAt" timestamptz, "endedAt" timestamptz)
     WHERE EXISTS (SELECT FROM automations.run r WHERE r.id = $1 AND r.claim = $3 UNION ALL SELECT FROM automations.slice s WHERE s.run = $1 AND s.claim = $3)
     ON CONFLICT (run, key) DO UPDATE SET state = excluded.state, recorded = excluded.recorded, attempts = greatest(t.attempts, excluded.attempts),
       input = coalesce(excluded.input, t.input), output = excluded.output, error = excluded.error, context = excluded.context,
       taken = excluded.taken, waits_for = excluded.waits_for, wake_at = coalesce(excluded.wake_at, t.wake_at),
       child_run = coalesce(excluded.child_run, t.child_run), cpu_milliseconds = excluded.cpu_milliseconds, cost = excluded.cost,
       started_at = coalesce(t.started_at, excluded.started_at), ended_at = excluded.ended_at
     WHERE NOT t.recorded RETURNING key`,
    [run, toJson(rows), claim],
    'automations.journal.write',
  )
  return new Set(stored.rows.map((row) => row.key))
}
