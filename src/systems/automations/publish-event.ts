import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import { askPeople } from './approvals/ask-people.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { matchTriggers } from './triggers/match-triggers.ts'

/** A CloudEvent before it gets what it lacks. */
export interface NewEvent {
  readonly id: string
  readonly source: string
  readonly type: string
  readonly subject?: string
  readonly time?: string
  readonly data?: Json
  readonly [extension: string]: Json | undefined
}

interface Published {
  /** False: an event of this source and id was told before. */
  readonly isNew: boolean
  readonly listeners: number
  /** Runs that it started. */
  readonly started: string[]
}

interface Origin {
  readonly run?: string
  readonly project?: string | null
  /** The right that hearing of it takes; any that reads automations without it. */
  readonly permission?: string
}

/** Tells an event: it is kept a while for those who listen late, wakes those who wait for its type, and starts what it starts. */
export async function publishEvent(ctx: Ctx, event: NewEvent, from: Origin = {}): Promise<Published> {
  const content: JsonObject = { specversion: '1.0', time: ctx.clock.now().toISOString(), ...(event as JsonObject) }
  const stored = await ctx.query(
    `INSERT INTO automations.event (id, source, type, subject, project, run, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (source, id) DO NOTHING`,
    [event.id, event.source, event.type, event.subject ?? null, from.project ?? null, from.run ?? null, toJson(content)],
    'automations.event.insert',
  )
  if (stored.rowCount !== 1) return { isNew: false, listeners: 0, started: [] }
  await askPeople(ctx, content)
  const started = await matchTriggers(ctx, content, { permission: from.permission ?? 'automations:read', project: from.project ?? null })
  return { isNew: true, listeners: 0, started }
}
