import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { readQueues, type Queue } from '../queue-row.ts'
import { givePlacesAnew } from '../runtime/places.ts'

/** Places that are held stay held; whoever the new limits let in begins at once. */
export const setQueue = operation(contract.setQueue, async (ctx, { queue, limits, paused }) => {
  await givePlacesAnew(ctx, queue, async () => {
    await requireQueue(ctx, queue)
    if (limits !== undefined) await setLimits(ctx, queue, limits)
    if (paused !== undefined) await setPause(ctx, queue, paused)
  })
  await ctx.emit(events.queue_changed, { queue })
  return (await readQueues(ctx, queue))[0]!
})

async function requireQueue(ctx: Ctx, queue: string): Promise<void> {
  const found = await ctx.query('SELECT FROM automations.queue WHERE name = $1', [queue])
  if (found.rowCount !== 1) throw new Problem(errors.queue_not_found)
}

async function setLimits(ctx: Ctx, queue: string, limits: Queue['asked']): Promise<void> {
  const [by, at] = limits === null ? [null, null] : [ctx.actor.name, ctx.clock.now()]
  await ctx.query('UPDATE automations.queue SET set_limits = $2, set_by = $3, set_at = $4, updated_at = now() WHERE name = $1', [
    queue,
    limits && JSON.stringify(limits),
    by,
    at,
  ])
}

async function setPause(ctx: Ctx, queue: string, paused: boolean): Promise<void> {
  await ctx.query(
    `UPDATE automations.queue SET paused_at = CASE WHEN $2 THEN coalesce(paused_at, $3) END, paused_by = CASE WHEN $2 THEN coalesce(paused_by, $4) END,
       updated_at = now() WHERE name = $1`,
    [queue, paused, ctx.clock.now(), ctx.actor.name],
  )
}
