import type { Ctx } from '#kernel/context.ts'
import type { Engine } from '#kernel/kernel.ts'
import { readRetention } from './read-retention.ts'

const batch = 500

/** Deletes what is older than it is kept, in batches, so that no statement holds others up. Doing it twice at once is harmless. */
export async function deleteExpired(ctx: Ctx, engine: Pick<Engine, 'forget'>): Promise<void> {
  const { days, runsPerAutomation, eventDays } = await readRetention(ctx)
  const now = ctx.clock.now()
  await repeat(() => deleteRuns(ctx, engine, { statement: tooOld, values: [now, days] }))
  await deleteByAutomation(ctx, engine, { now, days, runsPerAutomation })
  for (const statement of [oldEvents, oldDeliveries, oldSeen]) {
    await repeat(async () => (await ctx.query(statement, [now, eventDays])).rowCount ?? 0)
  }
  await repeat(async () => (await ctx.query(pastState, [now])).rowCount ?? 0)
  await deleteDefinitions(ctx)
}

async function repeat(deleteBatch: () => Promise<number>): Promise<void> {
  while ((await deleteBatch()) >= batch);
}

const tooOld = `SELECT r.id FROM automations.run r LEFT JOIN automations.automation a ON a.id = r.automation
  WHERE r.ended_at < $1::timestamptz - make_interval(days => $2)
    AND (a.keep_days IS NULL OR r.ended_at < $1::timestamptz - make_interval(days => a.keep_days))
  ORDER BY r.ended_at LIMIT ${batch}`

const tooOldOfOne = `SELECT id FROM automations.run WHERE automation = $1 AND ended_at < $2::timestamptz - make_interval(days => $3)
  ORDER BY created_at LIMIT ${batch}`

const tooMany = `SELECT id FROM automations.run WHERE automation = $1 AND ended_at IS NOT NULL AND (created_at, id) <=
    (SELECT created_at, id FROM automations.run WHERE automation = $1 AND ended_at IS NOT NULL ORDER BY created_at DESC, id DESC OFFSET $2 LIMIT 1)
  ORDER BY created_at LIMIT ${batch}`

interface Expired {
  readonly statement: string
  readonly values: readonly unknown[]
}

/** The engine's rows first: should this break off, the run is still there to say what is to be deleted. Its tasks and lines go with it. */
async function deleteRuns(ctx: Ctx, engine: Pick<Engine, 'forget'>, { statement, values }: Expired): Promise<number> {
  const expired = await ctx.query<{ id: string }>(statement, values)
  const ids = expired.rows.map((row) => row.id)
  if (ids.length === 0) return 0
  await engine.forget(ids)
  await ctx.query('DELETE FROM automations.run WHERE id = ANY ($1)', [ids])
  await ctx.query('UPDATE automations.automation SET last_run = NULL WHERE last_run = ANY ($1)', [ids])
  return ids.length
}

interface Kept {
  readonly now: Date
  readonly days: number
  readonly runsPerAutomation: number | null
}

/** Automations that keep less than the others, in days or in number. */
async function deleteByAutomation(ctx: Ctx, engine: Pick<Engine, 'forget'>, { now, days, runsPerAutomation }: Kept): Promise<void> {
  const found = await ctx.query<{ id: string; keep_days: number | null; keep_runs: number | null }>(
    `SELECT id, keep_days, coalesce(keep_runs, $2::integer) AS keep_runs FROM automations.automation
     WHERE keep_days < $1 OR coalesce(keep_runs, $2::integer) IS NOT NULL`,
    [days, runsPerAutomation],
  )
  for (const { id, keep_days, keep_runs } of found.rows) {
    if (keep_days !== null) await repeat(() => deleteRuns(ctx, engine, { statement: tooOldOfOne, values: [id, now, keep_days] }))
    if (keep_runs !== null) await repeat(() => deleteRuns(ctx, engine, { statement: tooMany, values: [id, keep_runs] }))
  }
}

const oldEvents = `DELETE FROM automations.event WHERE position IN
  (SELECT position FROM automations.event WHERE at < $1::timestamptz - make_interval(days => $2) ORDER BY at LIMIT ${batch})`

const oldDeliveries = `DELETE FROM automations.delivery WHERE id IN
  (SELECT id FROM automations.delivery WHERE at < $1::timestamptz - make_interval(days => $2) ORDER BY at LIMIT ${batch})`

const oldSeen = `DELETE FROM automations.trigger_seen WHERE (trigger, correlation, filter) IN
  (SELECT trigger, correlation, filter FROM automations.trigger_seen WHERE at < $1::timestamptz - make_interval(days => $2) LIMIT ${batch})`

const pastState = `DELETE FROM automations.state WHERE (scope, key) IN
  (SELECT scope, key FROM automations.state WHERE expires_at <= $1 LIMIT ${batch})`

/** Definitions that no version names and no run was made of. The runs are looked through only when there may be one. */
async function deleteDefinitions(ctx: Ctx): Promise<void> {
  const unnamed = await ctx.query<{ hash: string }>(
    `SELECT hash FROM automations.definition d WHERE created_at < now() - interval '1 day'
       AND NOT EXISTS (SELECT FROM automations.version v WHERE v.hash = d.hash) AND NOT EXISTS (SELECT FROM automations.automation a WHERE a.hash = d.hash)
     LIMIT ${batch}`,
  )
  if (unnamed.rows.length === 0) return
  await ctx.query(
    `DELETE FROM automations.definition WHERE hash = ANY ($1) AND NOT hash = ANY (ARRAY(SELECT DISTINCT hash FROM automations.run WHERE hash = ANY ($1)))`,
    [unnamed.rows.map((row) => row.hash)],
  )
}
