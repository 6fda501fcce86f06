import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import type { AutomationRun, RunError, RunTask } from './shapes/run.ts'

export interface RunRow {
  id: string
  number: string
  automation: string
  name: string
  version: number | null
  hash: string
  project: string | null
  state: AutomationRun['state']
  trigger_kind: string
  trigger_detail: string | null
  started_by: string
  error: RunError | null
  dedupe: string | null
  parent: string | null
  origin: string | null
  origin_from: string | null
  tasks_done: number
  tasks_failed: number
  working: boolean
  waits_for: { task: string; code: string; sentence: string; until: string | null }[]
  wake_at: Date | null
  pause_requested_at: Date | null
  cancel_requested_at: Date | null
  created_at: Date
  started_at: Date | null
  ended_at: Date | null
}

export const runColumns = `id, number, automation, name, version, hash, project, state, trigger_kind, trigger_detail, started_by, error, dedupe, parent,
  origin, origin_from, tasks_done, tasks_failed, working, waits_for, wake_at, pause_requested_at, cancel_requested_at, created_at, started_at, ended_at`

export async function findRun(ctx: Pick<Ctx, 'query'>, id: string): Promise<RunRow> {
  const found = await ctx.query<RunRow>(`SELECT ${runColumns} FROM automations.run WHERE id = $1`, [id], 'automations.run.find')
  const row = found.rows[0]
  if (!row) throw new Problem(errors.run_not_found)
  return row
}

/** For `project: { row: 'run' }`. */
export async function projectOfRun(ctx: Ctx, input: { run: string }): Promise<string | null> {
  return (await findRun(ctx, input.run)).project
}

export function asRun(row: RunRow): AutomationRun {
  const iso = (date: Date | null): string | null => date?.toISOString() ?? null
  return {
    id: row.id,
    number: Number(row.number),
    automation: row.automation,
    name: row.name,
    version: row.version,
    hash: row.hash,
    project: row.project,
    state: row.state,
    trigger: { kind: row.trigger_kind, detail: row.trigger_detail },
    startedBy: row.started_by,
    error: row.error,
    waitsFor: row.working ? null : (row.waits_for[0]?.sentence ?? null),
    dedupe: row.dedupe,
    parent: row.parent,
    origin: row.origin === null ? null : { run: row.origin, from: row.origin_from ?? '' },
    tasks: { done: row.tasks_done, failed: row.tasks_failed },
    milliseconds: row.started_at && row.ended_at ? row.ended_at.getTime() - row.started_at.getTime() : null,
    createdAt: row.created_at.toISOString(),
    startedAt: iso(row.started_at),
    endedAt: iso(row.ended_at),
    traceId: row.id.replaceAll('-', ''),
  }
}

export interface CostSum {
  micros: string | number | null
  unknown: number
}

/** Of a task with what it waited for (`<key>?run`), or of a whole run. */
export const costColumns = `CASE WHEN count(c.cost) > 0 THEN jsonb_build_object('micros', sum((c.cost->>'micros')::bigint),
  'unknown', count(*) FILTER (WHERE c.cost IS NOT NULL AND c.cost->>'micros' IS NULL)) END`

export function asCost(cost: CostSum | null) {
  return cost && { micros: cost.micros === null ? null : Number(cost.micros), unknown: Number(cost.unknown) }
}

export interface TaskRow {
  key: string
  position: string
  reference: string
  name: string
  kind: string
  step: string | null
  state: RunTask['state']
  attempts: number
  waits_for: string | null
  error: RunError | null
  started_at: Date | null
  ended_at: Date | null
  cpu_milliseconds: number | null
  cost: CostSum | null
  log_lines: number
  child_run: string | null
}

/** Tasks of the document: what the runtime keeps beside them for itself has a question mark in its key. */
export const taskColumns = `key, position, reference, name, kind, step, state, attempts, waits_for, error, started_at, ended_at, cpu_milliseconds,
  (SELECT count(*)::integer FROM automations.log l WHERE l.run = t.run AND l.task = t.key) AS log_lines, child_run,
  (SELECT ${costColumns} FROM automations.task c WHERE c.run = t.run AND c.key IN (t.key, t.key || '?run')) AS cost`
export const isTask = `key NOT LIKE '%?%'`

export function asTask(row: TaskRow): RunTask {
  return {
    key: row.key,
    reference: row.reference,
    name: row.name,
    kind: row.kind,
    step: row.step,
    state: row.state,
    attempts: row.attempts,
    waitsFor: row.waits_for,
    error: row.error,
    startedAt: row.started_at?.toISOString() ?? null,
    endedAt: row.ended_at?.toISOString() ?? null,
    milliseconds: row.started_at && row.ended_at ? row.ended_at.getTime() - row.started_at.getTime() : null,
    cpuMilliseconds: row.cpu_milliseconds,
    cost: asCost(row.cost),
    logLines: row.log_lines,
    childRun: row.child_run,
  }
}
