import { events as approvals } from '#kernel/approvals/events.ts'
import type { Ctx } from '#kernel/context.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import { contract as runs } from '#kernel/runs/contract.ts'
import { events as runEvents } from '#kernel/runs/events.ts'
import { reaction, reactionToAny } from '#kernel/system.ts'
import { cancelRun } from './cancel-run.ts'
import type { JsonObject } from './expressions/json.ts'
import { publishEvent } from './publish-event.ts'
import { endRun } from './end-run.ts'
import { failure } from './interpreter/failure.ts'
import { wakeRun } from './wake-run.ts'
import { runStartable } from './run-startable.ts'
import { sliceStartable } from './slice-startable.ts'

const over = new Set(['done', 'failed', 'cancelled'])

export const reactions = [
  reaction(
    runEvents.changed,
    'settleRun',
    async (ctx, event) => {
      const { run, workflow, state } = event.payload
      await wakeWaiting(ctx, `run:${run}`)
      if (workflow === runStartable.name) await settle(ctx, run, state)
      else if (workflow === sliceStartable.name) await settleSlice(ctx, run)
      // Here and not below: this comes with each run of all systems, and one transaction is less than two.
      else await publish(ctx, event)
    },
    ({ payload }) => over.has(payload.state),
  ),
  reaction(approvals.decided, 'heedApproval', (ctx, { payload }) => wakeWaiting(ctx, `approval:${payload.approval}`)),
  // The news of every system may start automations, and steps may wait for it.
  reactionToAny('publish', publish, concerns),
]

/** What ended outside of its own code: it was cancelled, or its node went down with it too often. */
async function settle(ctx: Ctx, run: string, state: string): Promise<void> {
  if (state === 'cancelled') {
    const children = await ctx.query<{ id: string }>(
      `SELECT id FROM automations.run WHERE parent = $1 AND state IN ('waiting', 'running', 'paused')`,
      [run],
    )
    for (const child of children.rows) await cancelRun(ctx, child.id)
    await ctx.query('UPDATE automations.run SET cancel_requested_at = coalesce(cancel_requested_at, now()) WHERE id = $1', [run])
    // It ends once the slices of its fan-outs have: settleSlice comes here again.
    if (await hasSlices(ctx, run)) return
    await endRun(ctx, run, { state: 'cancelled' })
  }
  if (state !== 'failed') return
  const open = await ctx.query(`SELECT FROM automations.run WHERE id = $1 AND state IN ('waiting', 'running', 'paused')`, [run])
  if (open.rowCount !== 1) return
  const { error } = await ctx.call(runs.get, { id: run })
  await endRun(ctx, run, { state: 'failed', error: failure('runtime', error ?? 'Nobody knows why.').body })
}

async function hasSlices(ctx: Ctx, run: string): Promise<boolean> {
  const left = await ctx.query('SELECT FROM automations.slice WHERE run = $1 AND over_at IS NULL LIMIT 1', [run])
  return left.rowCount === 1
}

/** Nothing of a slice is left on any node. One that did not say how it ended was stopped, or its nodes went down with it. */
async function settleSlice(ctx: Ctx, workflow: string): Promise<void> {
  const { error } = await ctx.call(runs.get, { id: workflow })
  const lost = failure('runtime', `A part of the fan-out could not be carried out: ${error ?? 'nobody knows why'}`).body
  const found = await ctx.query<{ run: string }>(
    `UPDATE automations.slice SET over_at = now(), ended_at = coalesce(ended_at, now()), claim = NULL,
       error = CASE WHEN state = 'open' THEN $2 ELSE error END, state = CASE WHEN state = 'open' THEN 'failed' ELSE state END
     WHERE workflow = $1 AND over_at IS NULL RETURNING run`,
    [workflow, JSON.stringify(lost)],
  )
  const run = found.rows[0]?.run
  if (run === undefined) return
  await wakeRun(ctx, run)
  const open = await ctx.query(
    "SELECT FROM automations.run WHERE id = $1 AND cancel_requested_at IS NOT NULL AND state IN ('waiting', 'running', 'paused')",
    [run],
  )
  if (open.rowCount === 1 && (await ctx.call(runs.get, { id: run })).state === 'cancelled') await settle(ctx, run, 'cancelled')
}

async function wakeWaiting(ctx: Ctx, what: string): Promise<void> {
  const waiting = await ctx.query<{ run: string }>(
    `SELECT DISTINCT run FROM automations.task WHERE waits_for = $1 AND state = 'waiting'`,
    [what],
    'automations.task.waiting',
  )
  for (const { run } of waiting.rows) await wakeRun(ctx, run)
}

/** Automations tell much about themselves: only what people did is news to others. That runs ended is told above. */
function concerns({ name }: OutboxEvent): boolean {
  if (name.startsWith('automations.')) return name === 'automations.saved' || name === 'automations.removed'
  return name !== runEvents.changed.name
}

async function publish(ctx: Ctx, news: OutboxEvent): Promise<void> {
  if (!(await isWanted(ctx, news.name))) return
  const system = news.name.slice(0, news.name.indexOf('.'))
  const event = {
    specversion: '1.0',
    id: news.id,
    source: `optimus:${system}`,
    type: news.name,
    time: news.at.toISOString(),
    ...(news.project === null ? {} : { subject: news.project }),
    data: news.payload as JsonObject,
  }
  await publishEvent(ctx, event, { permission: `${system}:read`, project: news.project })
}

async function isWanted(ctx: Ctx, type: string): Promise<boolean> {
  const wanted = await ctx.query(
    `SELECT FROM automations.trigger WHERE kind IN ('event', 'events') AND (types IS NULL OR types @> ARRAY[$1])
     UNION ALL SELECT FROM automations.listener WHERE types IS NULL OR types @> ARRAY[$1] LIMIT 1`,
    [type],
    'automations.news-wanted',
  )
  return wanted.rowCount === 1
}
