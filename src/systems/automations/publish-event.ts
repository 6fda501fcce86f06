import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { wakeRun } from './wake-run.ts'

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
}

/** Held shared by who tells, alone by who begins to listen: no event falls between looking and listening. */
export const eventsLock = 7_218_440

/** Tells an event: it is kept a while for those who listen late, and wakes those who wait for its type. */
export async function publishEvent(ctx: Ctx, event: NewEvent, from: { run?: string; project?: string | null } = {}): Promise<Published> {
  const content: JsonObject = { specversion: '1.0', time: ctx.clock.now().toISOString(), ...(event as JsonObject) }
  await ctx.query('SELECT pg_advisory_xact_lock_shared($1)', [eventsLock])
  const stored = await ctx.query(
    `INSERT INTO automations.event (id, source, type, subject, project, run, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (source, id) DO NOTHING`,
    [event.id, event.source, event.type, event.subject ?? null, from.project ?? null, from.run ?? null, toJson(content)],
    'automations.event.insert',
  )
  if (stored.rowCount !== 1) return { isNew: false, listeners: 0 }
  const listening = await ctx.query<{ run: string }>(
    'SELECT DISTINCT run FROM automations.listener WHERE types IS NULL OR types @> ARRAY[$1::text] ORDER BY run',
    [event.type],
    'automations.event.listeners',
  )
  for (const { run } of listening.rows) await wakeRun(ctx, run)
  return { isNew: true, listeners: listening.rows.length }
}
