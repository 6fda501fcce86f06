import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Trigger } from '../contracts/triggers.ts'
import { errors } from '../errors.ts'
import type { Start } from '../language/starts.ts'
import { labelOf } from './trigger-label.ts'

export interface TriggerRow {
  id: string
  automation: string
  name: string
  project: string | null
  kind: Trigger['kind']
  start: Start
  paused_at: Date | null
  paused_by: string | null
  disabled_at: Date | null
  next_at: Date | null
  last_at: Date | null
  last_run: string | null
  last_error: string | null
  files_at: Date | null
}

export const triggerSelect = `SELECT t.id, t.automation, a.name, a.project, t.kind, t.start, t.paused_at, t.paused_by, a.disabled_at,
    t.next_at, t.last_at, t.last_run, t.last_error, t.files_at
  FROM automations.trigger t JOIN automations.automation a ON a.id = t.automation`

export async function findTrigger(ctx: Pick<Ctx, 'query'>, id: string): Promise<TriggerRow> {
  const found = await ctx.query<TriggerRow>(`${triggerSelect} WHERE t.id = $1`, [id])
  const row = found.rows[0]
  if (!row) throw new Problem(errors.trigger_not_found)
  return row
}

/** For `project: { row: 'trigger' }`. */
export async function projectOfTrigger(ctx: Ctx, input: { trigger: string }): Promise<string | null> {
  return (await findTrigger(ctx, input.trigger)).project
}

export function asTrigger(row: TriggerRow): Trigger {
  return {
    id: row.id,
    automation: row.automation,
    automationName: row.name,
    kind: row.kind,
    label: labelOf(row.start),
    start: { ...row.start },
    paused: row.paused_at !== null,
    pausedBy: row.paused_by,
    enabled: row.disabled_at === null,
    nextAt: row.next_at?.toISOString() ?? null,
    lastAt: row.last_at?.toISOString() ?? null,
    lastRun: row.last_run,
    lastError: row.last_error,
    catchesUp: row.kind === 'file' ? row.files_at !== null : null,
  }
}
