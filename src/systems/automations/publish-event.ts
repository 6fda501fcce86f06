import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import { Problem } from '#kernel/errors.ts'
import { approvalResolved, askPeople } from './approvals/ask-people.ts'
import { errors } from './errors.ts'
import type { Json, JsonObject } from './expressions/json.ts'
import { matchTriggers } from './triggers/match-triggers.ts'
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

interface Origin {
  readonly run?: string
  readonly project?: string | null
  /** The right that hearing of it takes; that of reading automations without it. */
  readonly permission?: string
  /** It is what people answered, and stands for their decision. */
  readonly answered?: true
}

interface Published {
  /** False: an event of this source and id was told before. */
  readonly isNew: boolean
  readonly listeners: number
  /** Runs that it started. */
  readonly started: string[]
}

/** Held shared by who tells, alone by who begins to listen: no event falls between looking and listening. */
export const eventsLock = 7_218_440

/** Tells an event: it is kept a while for those who listen late, wakes those who wait for its type, and starts what it starts. */
export async function publishEvent(ctx: Ctx, event: NewEvent, from: Origin = {}): Promise<Published> {
  // Nobody decides for people by telling that they have.
  if (event.type === approvalResolved && !from.answered) throw new Problem(errors.event_reserved)
  // What is stored is what is told: everybody works with the event as it will be read again.
  const json = toJson({ specversion: '1.0', time: ctx.clock.now().toISOString(), ...event })
  const content = JSON.parse(json) as JsonObject
  const [id, source, type, subject = null] = ['id', 'source', 'type', 'subject'].map((name) => content[name])
  await ctx.query('SELECT pg_advisory_xact_lock_shared($1)', [eventsLock])
  const stored = await ctx.query(
    `INSERT INTO automations.event (id, source, type, subject, project, run, content) VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (source, id) DO NOTHING`,
    [id, source, type, subject, from.project ?? null, from.run ?? null, json],
    'automations.event.insert',
  )
  if (stored.rowCount !== 1) return { isNew: false, listeners: 0, started: [] }
  const listening = await ctx.query<{ run: string }>(
    'SELECT DISTINCT run FROM automations.listener WHERE types IS NULL OR types @> ARRAY[$1::text] ORDER BY run',
    [type],
    'automations.event.listeners',
  )
  for (const { run } of listening.rows) await wakeRun(ctx, run)
  if (from.run !== undefined) await askPeople(ctx, content, from.run)
  const audience = { permission: from.permission ?? 'automations:read', project: from.project ?? null }
  return { isNew: true, listeners: listening.rows.length, started: await matchTriggers(ctx, content, audience) }
}
