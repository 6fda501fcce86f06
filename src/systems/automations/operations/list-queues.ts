import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

interface QueueRow {
  name: string
  place_limit: number | null
  key_limit: number | null
  rate_count: number | null
  rate_milliseconds: string | null
}

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

export const listQueues = operation(contract.listQueues, async (ctx, input) => {
  const queues = await ctx.query<QueueRow>(
    'SELECT name, place_limit, key_limit, rate_count, rate_milliseconds FROM automations.queue WHERE $1::text IS NULL OR name = $1 ORDER BY name LIMIT 500',
    [input.name ?? null],
  )
  const places = await ctx.query<PlaceRow>(
    `SELECT * FROM (
       SELECT p.queue, p.run, r.number, r.name, p.task, p.key, p.priority, p.asked_at, p.held_at,
         count(*) FILTER (WHERE p.held_at IS NULL) OVER (PARTITION BY p.queue) AS waiting,
         row_number() OVER (PARTITION BY p.queue, p.held_at IS NULL ORDER BY p.priority DESC, p.position) AS place
       FROM automations.place p JOIN automations.run r ON r.id = p.run WHERE p.queue = ANY ($1)) ranked WHERE place <= ${most} ORDER BY place`,
    [queues.rows.map((row) => row.name)],
  )
  return {
    items: queues.rows.map((row) =>
      asQueue(
        row,
        places.rows.filter((place) => place.queue === row.name),
      ),
    ),
  }
})

function asQueue(row: QueueRow, places: readonly PlaceRow[]) {
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
    rate: row.rate_count === null ? null : { count: row.rate_count, milliseconds: Number(row.rate_milliseconds) },
    holders: places.flatMap((place) => (place.held_at ? [entry(place, place.held_at)] : [])),
    waiters: places
      .filter((place) => place.held_at === null)
      .map((place) => ({ ...entry(place, place.asked_at), priority: place.priority })),
    waiting: Number(places[0]?.waiting ?? 0),
  }
}
