import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { limitColumns } from './runtime/places.ts'
import type { queue as queueShape } from './shapes/operating.ts'

export type Queue = z.output<typeof queueShape>
type Limits = NonNullable<Queue['asked']>

interface QueueRow {
  name: string
  place_limit: number | null
  key_limit: number | null
  rate_count: number | null
  rate_milliseconds: string | null
  asked: { limit: number | null; keyLimit: number | null; count: number | null; milliseconds: number | null }
  set_by: string | null
  set_at: Date | null
  paused_by: string | null
  paused_at: Date | null
}

const queueSelect = `SELECT name, ${limitColumns}, set_by, set_at, paused_by,
    jsonb_build_object('limit', place_limit, 'keyLimit', key_limit, 'count', rate_count, 'milliseconds', rate_milliseconds) AS asked
  FROM automations.queue`

interface PlaceRow {
  queue: string
  run: string
  number: string
  name: string
  task: string
  key: string | null
  priority: number
  asked_at: Date
  held_at: Date | null
  waiting: string
}

const most = 200

/** The queues with who holds their places and who waits. */
export async function readQueues(ctx: Ctx, name: string | null): Promise<Queue[]> {
  const queues = await ctx.query<QueueRow>(`${queueSelect} WHERE $1::text IS NULL OR name = $1 ORDER BY name LIMIT 500`, [name])
  const places = await ctx.query<PlaceRow>(
    `SELECT * FROM (
       SELECT p.queue, p.run, r.number, r.name, p.task, p.key, p.priority, p.asked_at, p.held_at,
         count(*) FILTER (WHERE p.held_at IS NULL) OVER (PARTITION BY p.queue) AS waiting,
         row_number() OVER (PARTITION BY p.queue, p.held_at IS NULL ORDER BY p.priority DESC, p.position) AS place
       FROM automations.place p JOIN automations.run r ON r.id = p.run WHERE p.queue = ANY ($1)) ranked WHERE place <= ${most} ORDER BY place`,
    [queues.rows.map((row) => row.name)],
  )
  return queues.rows.map((row) =>
    asQueue(
      row,
      places.rows.filter((place) => place.queue === row.name),
    ),
  )
}

function asQueue(row: QueueRow, places: readonly PlaceRow[]): Queue {
  const entry = ({ run, number, name, task, key }: PlaceRow, since: Date) => ({
    run,
    number: Number(number),
    name,
    task,
    key,
    since: since.toISOString(),
  })
  return {
    name: row.name,
    limit: row.place_limit,
    keyLimit: row.key_limit,
    rate: rateOf(row.rate_count, row.rate_milliseconds),
    asked: row.set_at && askedLimits(row.asked),
    setBy: row.set_by,
    setAt: row.set_at?.toISOString() ?? null,
    pausedBy: row.paused_by,
    pausedAt: row.paused_at?.toISOString() ?? null,
    holders: places.flatMap((place) => (place.held_at ? [entry(place, place.held_at)] : [])),
    waiters: places
      .filter((place) => place.held_at === null)
      .map((place) => ({ ...entry(place, place.asked_at), priority: place.priority })),
    waiting: Number(places[0]?.waiting ?? 0),
  }
}

function rateOf(count: number | null, milliseconds: number | string | null): Limits['rate'] {
  return count === null || milliseconds === null ? null : { count, milliseconds: Number(milliseconds) }
}

function askedLimits({ limit, keyLimit, count, milliseconds }: QueueRow['asked']): Limits {
  return { limit, keyLimit, rate: rateOf(count, milliseconds) }
}
