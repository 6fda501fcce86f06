import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Json, JsonObject } from '../expressions/json.ts'
import { startRun } from '../start-run.ts'
import { filledOn, holdsOn, isAboutExpression } from './event-data.ts'
import { labelOf } from './trigger-label.ts'
import type { TriggerRow } from './trigger-row.ts'

/** What became of an event that met a trigger, with the sentence that people read. */
export type Fired =
  | { readonly outcome: 'started'; readonly run: string }
  | { readonly outcome: 'ignored' | 'failed'; readonly reason: string }

/** More starts by events within a minute than this are a circle, and no use. */
const mostPerMinute = 300

/** Starts the automation of a trigger with an event, if everything says so. Needs an open transaction. */
export async function fireTrigger(ctx: Ctx, trigger: TriggerRow, events: readonly JsonObject[]): Promise<Fired> {
  if (trigger.disabled_at !== null) return { outcome: 'ignored', reason: `${trigger.name} is disabled.` }
  if (trigger.paused_at !== null) return { outcome: 'ignored', reason: 'The trigger is paused.' }
  await ctx.query('SAVEPOINT firing')
  const fired = await attempt(ctx, trigger, events)
  await ctx.query('RELEASE SAVEPOINT firing')
  if (fired.outcome === 'ignored') return fired
  const [run, error] = fired.outcome === 'started' ? [fired.run, null] : [null, fired.reason.slice(0, 2000)]
  await ctx.query(
    'UPDATE automations.trigger SET last_at = $2, last_run = coalesce($3, last_run), last_error = $4 WHERE id = $1',
    [trigger.id, ctx.clock.now(), run, error],
    'automations.trigger-fired',
  )
  return fired
}

/** What fails here must not take the transaction with it, in which an event or a time is noted as done. */
async function attempt(ctx: Ctx, trigger: TriggerRow, events: readonly JsonObject[]): Promise<Fired> {
  try {
    const condition = 'if' in trigger.start ? trigger.start.if : undefined
    if (condition !== undefined && !(await holdsOn(condition, events[0]!))) {
      return { outcome: 'ignored', reason: 'The condition of the trigger does not hold.' }
    }
    if (await isCircle(ctx, trigger)) {
      return { outcome: 'failed', reason: `It started ${mostPerMinute} times within a minute; it may be starting itself in a circle.` }
    }
    const detail = labelOf(trigger.start)
    const input = await inputOf(trigger, events)
    const run = await startRun(ctx, { automation: trigger.automation, trigger: { kind: trigger.kind, detail }, input })
    return { outcome: 'started', run }
  } catch (error) {
    if (!(error instanceof Problem) && !isAboutExpression(error)) throw error
    await ctx.query('ROLLBACK TO SAVEPOINT firing')
    return { outcome: 'failed', reason: error.message }
  }
}

async function inputOf({ start }: TriggerRow, events: readonly JsonObject[]): Promise<Json> {
  const { inputOfEvent } = await import('../language/starts.ts')
  const values = 'with' in start && start.with !== undefined ? await filledOn(start.with, events[0]!) : {}
  return events.length === 1 ? inputOfEvent(events[0]!, values) : [...events]
}

async function isCircle(ctx: Ctx, { kind, automation }: TriggerRow): Promise<boolean> {
  if (kind !== 'event' && kind !== 'events') return false
  const recent = await ctx.query(
    `SELECT FROM automations.run WHERE automation = $1 AND created_at > now() - interval '1 minute' LIMIT ${mostPerMinute}`,
    [automation],
    'automations.recent-starts',
  )
  return recent.rowCount === mostPerMinute
}
