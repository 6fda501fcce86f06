import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Json } from './expressions/json.ts'
import { failure, type ErrorBody } from './interpreter/failure.ts'
import { releasePlaces } from './runtime/places.ts'
import { isHeard, lifecycleType, tellLifecycle } from './lifecycle.ts'
import { tellRun } from './tell-run.ts'
import { wakeRun } from './wake-run.ts'

export type Ending =
  | { readonly state: 'done'; readonly output: Json }
  | { readonly state: 'failed'; readonly error: ErrorBody }
  | { readonly state: 'cancelled'; readonly error?: ErrorBody }

const largestOutput = 256 * 1024

interface EndedRow {
  id: string
  automation: string
  name: string
  project: string | null
  parent: string | null
  state: string
  /** Something still hangs on it. */
  untidy: boolean
  /** It has places in queues, or asks for some. */
  holds: boolean
  /** Somebody listens for the ends of runs. */
  heard: boolean
}

/**
 * Ends a run with all that hangs on it: places go to the next, listeners go, whoever waits for it is woken. False when
 * it had ended before, or another execution has the claim.
 */
export async function endRun(ctx: Ctx, run: string, given: Ending, claim: string | null = null): Promise<boolean> {
  const ending = bounded(given)
  const ended = await ctx.query<EndedRow>(
    `UPDATE automations.run SET state = $2, output = $3, error = $4, ended_at = now(), started_at = coalesce(started_at, now()), working = false,
       waits_for = '[]', wake_at = NULL, claim = NULL, pause_requested_at = NULL,
       (tasks_done, tasks_failed) = (SELECT count(*) FILTER (WHERE t.state = 'done'), count(*) FILTER (WHERE t.state = 'failed')
         FROM automations.task t WHERE t.run = $1 AND t.key NOT LIKE '%?%')
     WHERE id = $1 AND state IN ('waiting', 'running', 'paused') AND ($5::uuid IS NULL OR claim = $5)
     RETURNING id, automation, name, project, parent, state,
       EXISTS (SELECT FROM automations.listener WHERE run = $1) OR EXISTS (SELECT FROM automations.fan_out WHERE run = $1)
         OR EXISTS (SELECT FROM automations.task WHERE run = $1 AND state IN ('running', 'waiting')) AS untidy,
       EXISTS (SELECT FROM automations.place WHERE run = $1) AS holds, ${isHeard('$6')} AS heard`,
    [
      run,
      ending.state,
      ending.state === 'done' ? toJson(ending.output) : null,
      'error' in ending && ending.error ? toJson(ending.error) : null,
      claim,
      lifecycleType(ending.state),
    ],
    'automations.run.end',
  )
  const row = ended.rows[0]
  if (!row) return false
  if (row.untidy) await tidy(ctx, run)
  if (row.holds) await releasePlaces(ctx, run)
  if (row.parent) await wakeRun(ctx, row.parent)
  if (row.heard) await tellLifecycle(ctx, row, ending.state)
  await tellRun(ctx, row, ending.state)
  return true
}

async function tidy(ctx: Ctx, run: string): Promise<void> {
  await ctx.query(
    `WITH gone AS (DELETE FROM automations.listener WHERE run = $1), cut AS (DELETE FROM automations.fan_out WHERE run = $1)
     UPDATE automations.task SET state = 'cancelled', ended_at = now() WHERE run = $1 AND state IN ('running', 'waiting')`,
    [run],
    'automations.run.tidy',
  )
}

function bounded(ending: Ending): Ending {
  if (ending.state !== 'done') return ending
  const size = Buffer.byteLength(toJson(ending.output))
  if (size <= largestOutput) return ending
  return { state: 'failed', error: failure('validation', `The output has ${size} bytes; at most ${largestOutput} are kept.`).body }
}
