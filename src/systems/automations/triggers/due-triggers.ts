import type { Ctx } from '#kernel/context.ts'
import type { JsonObject } from '../expressions/json.ts'
import { missedTicks, nextTick, type Timetable } from '../language/cron.ts'
import { fireTrigger } from './fire-trigger.ts'
import { policyOf, timeAfter, timetableOf, type ScheduleStart } from './timetable.ts'
import { triggerSelect, type TriggerRow } from './trigger-row.ts'

/** A time that passed so little ago was not missed: nothing was down, the program was only busy. */
const onTime = 60_000
const batch = 100

/** Starts what is due by the clock; gives the moment at which something is due next. */
export async function runDueTriggers(ctx: Ctx): Promise<Date | null> {
  await resumeAfter(ctx)
  while (await runNext(ctx));
  const next = await ctx.query<{ at: Date | null }>(
    'SELECT min(next_at) AS at FROM automations.trigger WHERE paused_at IS NULL AND next_at IS NOT NULL',
    [],
    'automations.next-trigger',
  )
  return next.rows[0]!.at
}

/** One trigger in a transaction that starts its runs and moves it on: each time happens once, whoever dies when. */
async function runNext(outside: Ctx): Promise<boolean> {
  return outside.transaction(async (ctx) => {
    const now = ctx.clock.now()
    const found = await ctx.query<TriggerRow>(
      `${triggerSelect} WHERE t.next_at <= $1 AND t.paused_at IS NULL ORDER BY t.next_at LIMIT 1 FOR UPDATE OF t SKIP LOCKED`,
      [now],
      'automations.due-trigger',
    )
    const trigger = found.rows[0]
    if (!trigger) return false
    const start = trigger.start as ScheduleStart
    const table = timetableOf(start)
    const times = table === null ? [trigger.next_at!] : timesToRun(table, { since: trigger.next_at!, until: now }, start)
    for (const time of times) await fireTrigger(ctx, trigger, [timeEvent(trigger, time)])
    // "after" counts from the end of this run; without one, because it is disabled or failed to start, from now.
    const next = table !== null ? nextTick(table, now) : await nextAfter(ctx, trigger, now)
    await ctx.query('UPDATE automations.trigger SET next_at = $2 WHERE id = $1', [trigger.id, next], 'automations.trigger-next')
    return true
  })
}

/** The newest time counts as on time when it just passed; those before it are missed, and the policy decides about them. */
function timesToRun(table: Timetable, between: { since: Date; until: Date }, start: ScheduleStart): Date[] {
  const since = new Date(between.since.getTime() - 1)
  const policy = policyOf(start)
  const newest = missedTicks(table, { since, until: between.until }, 'latest').run[0]
  if (policy === 'skip') return newest !== undefined && between.until.getTime() - newest.getTime() <= onTime ? [newest] : []
  return missedTicks(table, { since, until: between.until }, policy).run
}

async function nextAfter(ctx: Ctx, { id, start }: TriggerRow, now: Date): Promise<Date | null> {
  const open = await ctx.query(
    'SELECT FROM automations.trigger t JOIN automations.run r ON r.id = t.last_run WHERE t.id = $1 AND r.ended_at IS NULL',
    [id],
  )
  return open.rowCount === 1 ? null : timeAfter(start as ScheduleStart, now)
}

/** Sets the next time of those whose run has ended, or is not kept any more. */
async function resumeAfter(ctx: Ctx): Promise<void> {
  const ended = await ctx.query<{ id: string; start: ScheduleStart; ended_at: Date | null }>(
    `SELECT t.id, t.start, r.ended_at FROM automations.trigger t LEFT JOIN automations.run r ON r.id = t.last_run
     WHERE t.kind = 'schedule' AND t.next_at IS NULL AND t.start ? 'after' AND (r.id IS NULL OR r.ended_at IS NOT NULL) LIMIT ${batch}`,
    [],
    'automations.ended-after',
  )
  for (const { id, start, ended_at } of ended.rows) {
    await ctx.query('UPDATE automations.trigger SET next_at = $2 WHERE id = $1 AND next_at IS NULL', [
      id,
      timeAfter(start, ended_at ?? ctx.clock.now()),
    ])
  }
}

function timeEvent({ id, name }: TriggerRow, time: Date): JsonObject {
  const at = time.toISOString()
  return {
    specversion: '1.0',
    id: `${id}/${at}`,
    source: `optimus:trigger/${id}`,
    type: 'optimus.schedule.due.v1',
    subject: name,
    time: at,
    data: { at },
  }
}
