import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import type { Json } from './expressions/json.ts'
import { mayGrant } from './grant-row.ts'
import { findRun, type RunRow } from './run-summary.ts'
import { startRun } from './start-run.ts'

export interface Restart {
  readonly run: string
  /** Key of the task that is done again; everything without it. */
  readonly from?: string
  /** The task is kept as it ended, and the next one is the first that is done. */
  readonly after?: string
  readonly input?: Json
  readonly output?: Json
  readonly inputs?: Record<string, Json>
  readonly newest: boolean
}

/** A run of its own that keeps what the other one did before a task, and does it differently from there on. */
export function restartRun(ctx: Ctx, wanted: Restart): Promise<string> {
  return ctx.transaction(async (open) => {
    const row = await findRun(open, wanted.run)
    const key = wanted.from ?? wanted.after
    const place = key === undefined ? null : await firstPosition(open, row.id, key)
    const given = await open.query<{ input: Json }>('SELECT input FROM automations.run WHERE id = $1', [row.id])
    const id = await startRun(open, {
      automation: row.automation,
      ...(wanted.newest ? {} : { hash: row.hash }),
      input: wanted.inputs ?? given.rows[0]!.input,
      trigger: { kind: wanted.after === undefined ? 'restart' : 'fork', detail: `#${row.number}` },
      origin: { run: row.id, from: key ?? '' },
      editedBy: await editorOf(open, row, wanted),
      overrides: wanted.from !== undefined && wanted.input !== undefined ? { [wanted.from]: wanted.input } : {},
    })
    if (place !== null) await copyJournal(open, { from: row.id, to: id, place, wanted })
    return id
  })
}

/** Data that a step hands on decides where the next one sends its secrets. What goes on from an edited run stays edited. */
async function editorOf(ctx: Ctx, { id, project }: RunRow, { from, after, input, output }: Restart): Promise<string | null> {
  if (mayGrant(ctx.actor, project) || (from === undefined && after === undefined)) return null
  if (input !== undefined || output !== undefined) return ctx.actor.name
  const found = await ctx.query<{ edited_by: string | null }>('SELECT edited_by FROM automations.run WHERE id = $1', [id])
  return found.rows[0]?.edited_by ?? null
}

async function firstPosition(ctx: Ctx, run: string, key: string): Promise<string> {
  const found = await ctx.query<{ position: string | null }>(
    `SELECT min(position) AS position FROM automations.task WHERE run = $1 AND (key = $2 OR starts_with(key, $2 || '/') OR starts_with(key, $2 || '?'))`,
    [run, key],
  )
  const position = found.rows[0]?.position
  if (position == null) throw new Problem(errors.task_not_found)
  return position
}

interface Copy {
  readonly from: string
  readonly to: string
  readonly place: string
  readonly wanted: Restart
}

/** What was recorded before the task, but for what lies in it or around it: that is worked out anew. */
async function copyJournal(ctx: Ctx, { from, to, place, wanted }: Copy): Promise<void> {
  const key = (wanted.from ?? wanted.after)!
  const isFork = wanted.from === undefined
  await ctx.query(
    `INSERT INTO automations.task (run, key, reference, name, kind, step, state, recorded, attempts, input, output, error, context, taken, waits_for,
       wake_at, cpu_milliseconds, child_run, started_at, ended_at)
     SELECT $2, key, reference, name, kind, step, state, recorded, attempts, input, output, error, context, taken, NULL, wake_at, cpu_milliseconds,
       child_run, started_at, ended_at
     FROM automations.task WHERE run = $1 AND recorded AND state IN ('done', 'failed')
       AND CASE WHEN key = $4 OR starts_with(key, $4 || '/') OR starts_with(key, $4 || '?') THEN $5
         ELSE position < $3 AND NOT starts_with(key, '/?') AND NOT starts_with($4, split_part(key, '?', 1) || '/') END
     ORDER BY position`,
    [from, to, place, key, isFork],
  )
  if (isFork && wanted.output !== undefined) await replaceOutput(ctx, { run: to, key, output: wanted.output })
}

async function replaceOutput(ctx: Ctx, { run, key, output }: { run: string; key: string; output: Json }): Promise<void> {
  await ctx.query(
    `INSERT INTO automations.task AS t (run, key, reference, name, kind, state, recorded, output, started_at, ended_at)
     SELECT $1, $2, $2, regexp_replace($2, '^.*/', ''), 'call', 'done', true, $3, now(), now()
     ON CONFLICT (run, key) DO UPDATE SET state = 'done', recorded = true, output = excluded.output, error = NULL`,
    [run, key, toJson(output)],
  )
}
