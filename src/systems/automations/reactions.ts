import type { Ctx } from '#kernel/context.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import { reactionToAny } from '#kernel/system.ts'
import { events as runEvents } from '#kernel/runs/events.ts'
import type { JsonObject } from './expressions/json.ts'
import { publishEvent } from './publish-event.ts'

/** The news of every system may start automations, and steps may wait for it. */
export const reactions = [reactionToAny('publish', publish, concerns)]

/** Told at each step of each run, and by automations about themselves: only what ended, and what people did, is news to others. */
function concerns({ name, payload }: OutboxEvent): boolean {
  if (name.startsWith('automations.')) return name === 'automations.saved' || name === 'automations.removed'
  if (name !== runEvents.changed.name) return true
  const { state, workflow } = payload as { state?: string; workflow?: string }
  return state !== 'waiting' && state !== 'running' && workflow !== 'automations.run'
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
