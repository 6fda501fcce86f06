import type { Ctx } from '#kernel/context.ts'
import type { PlaceRequest } from '../interpreter/world.ts'
import { wakeRun } from '../wake-run.ts'

interface Asking {
  readonly run: string
  readonly task: string
}

/** How a request stands: it has its place, it waits (and until when at most), or it leaves. */
export type Standing =
  | { readonly kind: 'held' }
  | { readonly kind: 'waits'; readonly until: Date | null }
  | { readonly kind: 'duplicate' | 'busy' }

/** What a low priority gains for each minute it waits, so that nobody waits for ever. */
const gainPerMinute = 1
const worthOf = (row: string): string => `${row}.priority + extract(epoch FROM now() - ${row}.asked_at) / 60 * ${gainPerMinute}`

/**
 * Asks for a place and gives free ones to those who are next. One at a time for each queue, whatever the number of
 * nodes: places that are given never exceed the limits, not even for a moment.
 */
export function askForPlace(ctx: Ctx, asking: Asking, request: PlaceRequest): Promise<Standing> {
  return ctx.transaction(async (open) => {
    await lockQueue(open, request.queue)
    await keepLimits(open, request)
    if (await isDuplicate(open, asking, request)) return { kind: 'duplicate' }
    await open.query(
      `INSERT INTO automations.place (queue, run, task, key, priority, deduplicate) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
      [request.queue, asking.run, asking.task, request.key, request.priority, request.deduplicate],
      'automations.place.ask',
    )
    const opensAt = await givePlaces(open, request.queue, asking.run)
    const found = await open.query<{ held: boolean; before: number }>(
      `SELECT p.held_at IS NOT NULL AS held, (SELECT count(*)::integer FROM automations.place o WHERE o.queue = p.queue AND o.held_at IS NULL
         AND (${worthOf('o')}, -o.position) > (${worthOf('p')}, -p.position)) AS before
       FROM automations.place p WHERE p.queue = $1 AND p.run = $2 AND p.task = $3`,
      [request.queue, asking.run, asking.task],
      'automations.place.standing',
    )
    const standing = found.rows[0]
    if (standing?.held) return { kind: 'held' }
    if (request.whenBusy !== 'skip') return { kind: 'waits', until: turnAt(opensAt, request.rate, standing?.before ?? 0) }
    await open.query('DELETE FROM automations.place WHERE queue = $1 AND run = $2 AND task = $3', [request.queue, asking.run, asking.task])
    return { kind: 'busy' }
  })
}

/** A rate lets in so many at a time: who has more of them before it need not look again each time others are let in. */
function turnAt(opensAt: Date | null, rate: PlaceRequest['rate'], before: number): Date | null {
  if (opensAt === null || !rate) return opensAt
  return new Date(opensAt.getTime() + Math.floor(before / rate.count) * rate.milliseconds)
}

/** Gives a place back; the next one gets it. Twice is once. */
export async function giveBack(ctx: Ctx, { run, task }: Asking, queue: string): Promise<void> {
  await ctx.transaction(async (open) => {
    await lockQueue(open, queue)
    const gone = await open.query(
      'DELETE FROM automations.place WHERE queue = $1 AND run = $2 AND task = $3',
      [queue, run, task],
      'automations.place.back',
    )
    if (gone.rowCount === 1) await givePlaces(open, queue, run)
  })
}

/** All places of a run that has ended; it has no process any more. */
export async function releasePlaces(ctx: Ctx, run: string): Promise<void> {
  const held = await ctx.query<{ queue: string }>(
    'SELECT DISTINCT queue FROM automations.place WHERE run = $1 ORDER BY queue',
    [run],
    'automations.place.of',
  )
  for (const { queue } of held.rows) {
    await lockQueue(ctx, queue)
    await ctx.query('DELETE FROM automations.place WHERE queue = $1 AND run = $2', [queue, run])
    // Those who looked when the rate opens again may be the ones that left: somebody has to.
    if ((await givePlaces(ctx, queue, run)) !== null) await wakeFirst(ctx, queue)
  }
}

async function wakeFirst(ctx: Ctx, queue: string): Promise<void> {
  const first = await ctx.query<{ run: string }>(
    `SELECT run FROM automations.place p WHERE queue = $1 AND held_at IS NULL ORDER BY ${worthOf('p')} DESC, position LIMIT 1`,
    [queue],
  )
  for (const { run } of first.rows) await wakeRun(ctx, run)
}

/** The runs that hold places which stand in the way of this key. */
export async function holdersOf(ctx: Ctx, queue: string, key: string | null): Promise<string[]> {
  const found = await ctx.query<{ run: string }>(
    'SELECT DISTINCT run FROM automations.place WHERE queue = $1 AND held_at IS NOT NULL AND ($2::text IS NULL OR key = $2)',
    [queue, key],
  )
  return found.rows.map((row) => row.run)
}

/** Gives what new limits let in; needs an open transaction. */
export async function givePlacesAnew(ctx: Ctx, queue: string, change: () => Promise<void>): Promise<void> {
  await lockQueue(ctx, queue)
  await change()
  await givePlaces(ctx, queue, null)
}

/** What counts in a queue: what a person set, or else what the texts ask for. */
export const limitColumns = `CASE WHEN set_limits IS NULL THEN place_limit ELSE (set_limits->>'limit')::integer END AS place_limit,
  CASE WHEN set_limits IS NULL THEN key_limit ELSE (set_limits->>'keyLimit')::integer END AS key_limit,
  CASE WHEN set_limits IS NULL THEN rate_count ELSE (set_limits->'rate'->>'count')::integer END AS rate_count,
  CASE WHEN set_limits IS NULL THEN rate_milliseconds ELSE (set_limits->'rate'->>'milliseconds')::bigint END AS rate_milliseconds, paused_at`

async function lockQueue(ctx: Ctx, queue: string): Promise<void> {
  await ctx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 7218441))', [queue], 'automations.queue.lock')
}

/** The limits that were asked for last count for the queue, unless a person set others. */
async function keepLimits(ctx: Ctx, { queue, limit, keyLimit, rate }: PlaceRequest): Promise<void> {
  await ctx.query(
    `INSERT INTO automations.queue AS q (name, place_limit, key_limit, rate_count, rate_milliseconds) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (name) DO UPDATE SET place_limit = excluded.place_limit, key_limit = excluded.key_limit, rate_count = excluded.rate_count,
       rate_milliseconds = excluded.rate_milliseconds, updated_at = now()
     WHERE (q.place_limit, q.key_limit, q.rate_count, q.rate_milliseconds) IS DISTINCT FROM
       (excluded.place_limit, excluded.key_limit, excluded.rate_count, excluded.rate_milliseconds)`,
    [queue, limit, keyLimit, rate?.count ?? null, rate?.milliseconds ?? null],
    'automations.queue.keep',
  )
}

async function isDuplicate(ctx: Ctx, { run, task }: Asking, { queue, deduplicate }: PlaceRequest): Promise<boolean> {
  if (deduplicate === null) return false
  const found = await ctx.query(
    'SELECT FROM automations.place WHERE queue = $1 AND deduplicate = $2 AND (run, task) <> ($3::uuid, $4) LIMIT 1',
    [queue, deduplicate, run, task],
  )
  return found.rowCount === 1
}

interface Limits {
  place_limit: number | null
  key_limit: number | null
  rate_count: number | null
  rate_milliseconds: string | null
  paused_at: Date | null
}

/** Gives what is free, the highest priority first; answers when the rate lets the next one in, where that is what they wait for. */
async function givePlaces(ctx: Ctx, queue: string, self: string | null): Promise<Date | null> {
  const found = await ctx.query<Limits>(
    `SELECT ${limitColumns} FROM automations.queue WHERE name = $1`,
    [queue],
    'automations.queue.limits',
  )
  const limits = found.rows[0]
  if (!limits || limits.paused_at) return null
  const rate = await rateLeft(ctx, queue, limits)
  if (rate.left === 0) return rate.opensAt
  const given = await ctx.query<{ run: string; task: string }>(
    `WITH held AS (SELECT key, count(*) AS places FROM automations.place WHERE queue = $1 AND held_at IS NOT NULL GROUP BY key),
     waiting AS (
       SELECT run, task, key, ${worthOf('p')} AS worth, position,
         row_number() OVER (PARTITION BY key ORDER BY ${worthOf('p')} DESC, position)
           + coalesce((SELECT places FROM held h WHERE h.key IS NOT DISTINCT FROM p.key), 0) AS of_key
       FROM automations.place p WHERE queue = $1 AND held_at IS NULL),
     next AS (
       SELECT run, task FROM waiting WHERE $3::integer IS NULL OR key IS NULL OR of_key <= $3
       ORDER BY worth DESC, position
       LIMIT greatest(0, least(coalesce($2::integer - (SELECT coalesce(sum(places), 0) FROM held), 100000), $4::integer)))
     UPDATE automations.place p SET held_at = clock_timestamp() FROM next n WHERE p.queue = $1 AND p.run = n.run AND p.task = n.task
     RETURNING p.run, p.task`,
    [queue, limits.place_limit, limits.key_limit, rate.left],
    'automations.place.give',
  )
  if (limits.rate_count !== null && given.rows.length > 0) {
    await ctx.query(
      'INSERT INTO automations.place_given (queue, at, run, task) SELECT $1, clock_timestamp(), g.run, g.task FROM jsonb_to_recordset($2) AS g (run uuid, task text)',
      [queue, JSON.stringify(given.rows)],
    )
  }
  for (const run of new Set(given.rows.map((row) => row.run))) if (run !== self) await wakeRun(ctx, run)
  return rate.left <= given.rows.length ? rate.opensAt : null
}

interface RateLeft {
  readonly left: number
  /** When the oldest of the last ones is so long ago that another one may begin, by the clock of this node. */
  readonly opensAt: Date | null
}

async function rateLeft(ctx: Ctx, queue: string, { rate_count, rate_milliseconds }: Limits): Promise<RateLeft> {
  if (rate_count === null || rate_milliseconds === null) return { left: 100_000, opensAt: null }
  const milliseconds = Number(rate_milliseconds)
  await ctx.query(`DELETE FROM automations.place_given WHERE queue = $1 AND at <= clock_timestamp() - $2 * interval '1 millisecond'`, [
    queue,
    milliseconds,
  ])
  // Times are kept by the database's clock, which may differ from that of the node that waits.
  const recent = await ctx.query<{ given: number; age: number }>(
    'SELECT count(*)::integer AS given, coalesce(extract(epoch FROM clock_timestamp() - min(at)) * 1000, 0)::float8 AS age FROM automations.place_given WHERE queue = $1',
    [queue],
    'automations.place.rate',
  )
  const { given, age } = recent.rows[0]!
  return {
    left: Math.max(0, rate_count - given),
    opensAt: new Date(ctx.clock.now().getTime() + Math.ceil(milliseconds - age) + 1),
  }
}
