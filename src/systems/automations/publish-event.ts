import type { Ctx } from '#kernel/context.ts'
import { askPeople } from './approvals/ask-people.ts'
import type { JsonObject } from './expressions/json.ts'
import { matchTriggers, type Audience } from './triggers/match-triggers.ts'

/** What an event has to have; everything else of a CloudEvent may be there too. */
export interface CloudEvent extends JsonObject {
  readonly id: string
  readonly source: string
  readonly type: string
}

/** Stores an event for those who listen, now or later, and starts what it starts. Published twice it counts once. */
export async function publishEvent(ctx: Ctx, event: CloudEvent, audience?: Audience): Promise<{ started: string[] }> {
  const stored = await ctx.query(
    `INSERT INTO automations.event (id, source, type, subject, project, content) VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING`,
    [event.id, event.source, event.type, event['subject'] ?? null, audience?.project ?? null, JSON.stringify(event)],
    'automations.publish',
  )
  if (stored.rowCount !== 1) return { started: [] }
  await askPeople(ctx, event)
  return { started: await matchTriggers(ctx, event, audience) }
}
