import { may } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import { restoredActor } from '#kernel/outbox/write.ts'
import type { JsonObject } from '../expressions/json.ts'
import { correlationOf, filtersOf, fits, wantsAll } from './event-filter.ts'
import { fireTrigger } from './fire-trigger.ts'
import { triggerSelect, type TriggerRow } from './trigger-row.ts'

/** Who may hear of an event: those with this right in this project. */
export interface Audience {
  readonly permission: string
  readonly project: string | null
}

/** Starts what waits for an event; gives the runs. Needs an open transaction, the one in which the event is stored. */
export async function matchTriggers(ctx: Ctx, event: JsonObject, audience: Audience): Promise<string[]> {
  const type = String(event['type'])
  const found = await ctx.query<TriggerRow & { author: unknown }>(
    `${triggerSelect.replace('t.last_error', 't.last_error, a.author')}
     WHERE t.kind IN ('event', 'events') AND (t.types IS NULL OR t.types @> ARRAY[$1]) AND t.paused_at IS NULL AND a.disabled_at IS NULL
     ORDER BY t.id`,
    [type],
    'automations.triggers-of-event',
  )
  const runs: string[] = []
  for (const trigger of found.rows) {
    if (!mayHear(trigger.author, audience)) continue
    const events = await eventsFor(ctx, trigger, event)
    if (events === null) continue
    const fired = await fireTrigger(ctx, trigger, events)
    if (fired.outcome === 'started') runs.push(fired.run)
  }
  return runs
}

function mayHear(author: unknown, { permission, project }: Audience): boolean {
  return may(restoredActor(author), permission, project)
}

/** The events that start a run now: this one, or this one with those that came before; null when it takes more, or others. */
async function eventsFor(ctx: Ctx, { id, start }: TriggerRow, event: JsonObject): Promise<JsonObject[] | null> {
  const filters = filtersOf(start)
  for (const [place, filter] of filters.entries()) {
    if (!(await fits(filter, event))) continue
    if (!wantsAll(start)) return [event]
    const correlation = (await correlationOf(filter, event))!
    const whole = await collect(ctx, { trigger: id, correlation, place, event, wanted: filters.length })
    if (whole !== 'known') return whole
  }
  return null
}

interface Seen {
  readonly trigger: string
  readonly correlation: string
  readonly place: number
  readonly event: JsonObject
  readonly wanted: number
}

/** Keeps an event until each filter has one; `known` when this filter has one already. */
async function collect(ctx: Ctx, { trigger, correlation, place, event, wanted }: Seen): Promise<JsonObject[] | 'known' | null> {
  // Two events at once must not both find the other one missing.
  await ctx.query('SELECT FROM automations.trigger WHERE id = $1 FOR UPDATE', [trigger])
  const kept = await ctx.query(
    'INSERT INTO automations.trigger_seen (trigger, correlation, filter, event) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING',
    [trigger, correlation, place, toJson(event)],
  )
  if (kept.rowCount !== 1) return 'known'
  const seen = await ctx.query<{ event: JsonObject }>(
    'SELECT event FROM automations.trigger_seen WHERE trigger = $1 AND correlation = $2 ORDER BY filter',
    [trigger, correlation],
  )
  if (seen.rows.length < wanted) return null
  await ctx.query('DELETE FROM automations.trigger_seen WHERE trigger = $1 AND correlation = $2', [trigger, correlation])
  return seen.rows.map((row) => row.event)
}
