import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import type { Startable, StartOptions } from '../context.ts'
import { kernelErrors, Problem } from '../errors.ts'
import type { EventDeclaration } from '../events.ts'
import type { Connection } from '../executor/connection.ts'
import { newId } from '../ids.ts'
import type { Host } from '../kernel.ts'

/** Listeners of this channel read the outbox; polling repairs what a lost notification leaves. */
export const outboxChannel = 'optimus_outbox'

interface News {
  readonly event: EventDeclaration
  readonly payload: unknown
  readonly project: string | null
  readonly actor: string
}

/** One event into the outbox, in the caller's transaction. */
export async function emitEvent(connection: Connection, news: News): Promise<void> {
  const payload = news.event.payload.parse(news.payload)
  await insert(connection, [newId(), 'event', news.event.name, news.project, JSON.stringify(payload), news.actor])
}

interface Start<I extends z.ZodObject> {
  readonly workflow: Startable<I>
  readonly input: z.input<I>
  readonly options?: StartOptions
  readonly actor: Actor
  readonly host: Host
}

/** A run and the outbox row that will start it; the engine uses the same id, so a second delivery changes nothing. */
export async function startRun<I extends z.ZodObject>(connection: Connection, start: Start<I>): Promise<string> {
  const parsed = start.workflow.input.safeParse(start.input)
  if (!parsed.success) throw new Problem(kernelErrors.invalid_input, `${start.workflow.name}: ${parsed.error.message}`)
  const { options = {}, actor } = start
  const id = newId()
  const row = await connection.query<{ id: string }>(
    `INSERT INTO kernel.run AS open (id, workflow, title, project, host, input, state, reason, dedupe, actor)
     VALUES ($1, $2, $3, $4, $5, $6, 'waiting', 'It was just asked for.', $7, $8)
     ON CONFLICT (workflow, dedupe) WHERE dedupe IS NOT NULL AND state IN ('waiting', 'running')
     DO UPDATE SET dedupe = open.dedupe RETURNING id`,
    [
      id,
      start.workflow.name,
      options.title ?? start.workflow.summary,
      options.project ?? null,
      hostOf(start),
      JSON.stringify(parsed.data),
      options.dedupe ?? null,
      JSON.stringify(storedActor(actor)),
    ],
    'run.insert',
  )
  const run = row.rows[0]!.id
  if (run === id) await insert(connection, [id, 'start', start.workflow.name, options.project ?? null, '{}', actor.id])
  return run
}

interface Message {
  readonly run: string
  readonly topic: string
  readonly message: unknown
  readonly key: string
  readonly actor: string
}

/** A message for a run, which the dispatcher hands to the engine after the commit. */
export async function sendMessage(connection: Connection, { run, topic, message, key, actor }: Message): Promise<void> {
  await insert(connection, [newId(), 'send', topic, null, JSON.stringify({ run, message, key }), actor])
}

function hostOf(start: Start<z.ZodObject>): string | null {
  const wanted = start.options?.host ?? (start.workflow.queue === 'host' ? 'this' : 'any')
  if (wanted === 'any') return null
  return wanted === 'this' ? start.host.id : wanted
}

/** An actor as JSON: sets of projects become lists. */
export function storedActor(actor: Actor): unknown {
  const grants = actor.grants.map((grant) => ({ ...grant, projects: grant.projects === 'all' ? 'all' : [...grant.projects] }))
  return { ...actor, grants }
}

export function restoredActor(stored: unknown): Actor {
  const actor = stored as Actor & { grants: { permission: string; projects: 'all' | string[] }[] }
  return {
    ...actor,
    grants: actor.grants.map((grant) => ({ ...grant, projects: grant.projects === 'all' ? ('all' as const) : new Set(grant.projects) })),
  }
}

async function insert(connection: Connection, values: readonly unknown[]): Promise<void> {
  await connection.query(
    `WITH row AS (INSERT INTO kernel.outbox (id, kind, name, project, payload, actor) VALUES ($1, $2, $3, $4, $5, $6))
     SELECT pg_notify('${outboxChannel}', '')`,
    values,
    'outbox.insert',
  )
}
