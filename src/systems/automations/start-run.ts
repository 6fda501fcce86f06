import type { Actor } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { toJson } from '#kernel/durable/json-serializer.ts'
import { Problem } from '#kernel/errors.ts'
import { restoredActor } from '#kernel/outbox/write.ts'
import { actorFor } from '#systems/identity/public.ts'
import { errors } from './errors.ts'
import type { Json } from './expressions/json.ts'
import { runStartable } from './run-startable.ts'

/** Largest input of a run in bytes. */
const largestInput = 256 * 1024

export interface NewRun {
  readonly automation: string
  /** Another definition than the current one. */
  readonly hash?: string
  readonly input: Json
  readonly trigger: { readonly kind: string; readonly detail: string | null }
  /** While a run with this key is open, it is the answer. */
  readonly dedupe?: string
  readonly parent?: { readonly run: string; readonly task: string }
  readonly origin?: { readonly run: string; readonly from: string }
  readonly overrides?: Readonly<Record<string, Json>>
  /** Who edited data that steps gave each other, and may not grant secrets: the run gets none. */
  readonly editedBy?: string | null
}

interface Startable {
  id: string
  name: string
  project: string | null
  host: string | null
  hash: string
  author: unknown
  version: number | null
  pins: Record<string, string> | null
}

/** Starts a run with the transaction, with the rights that the automation's author has at this moment. */
export function startRun(ctx: Ctx, wanted: NewRun): Promise<string> {
  const input = toJson(wanted.input)
  if (Buffer.byteLength(input) > largestInput) throw new Problem(errors.input_too_large)
  return ctx.transaction(async (open) => {
    const { parent, origin } = wanted
    if (parent) {
      const known = await open.query<{ id: string }>('SELECT id FROM automations.run WHERE parent = $1 AND parent_task = $2', [
        parent.run,
        parent.task,
      ])
      if (known.rows[0]) return known.rows[0].id
    }
    const row = await startable(open, wanted)
    const actor = await actingFor(open, row)
    const dedupe = parent ? `${parent.run}:${parent.task}` : wanted.dedupe === undefined ? undefined : `${row.id}:${wanted.dedupe}`
    const id = await open.start(runStartable, {}, { title: row.name, project: row.project, actor, dedupe, host: row.host ?? 'any' })
    await open.query(
      `WITH made AS (INSERT INTO automations.run (id, automation, name, version, hash, project, state, trigger_kind, trigger_detail, input, started_by, dedupe,
         parent, parent_task, origin, origin_from, overrides, pins, edited_by)
       VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18) ON CONFLICT (id) DO NOTHING
       RETURNING id, automation)
       UPDATE automations.automation a SET last_run = made.id FROM made WHERE a.id = made.automation`,
      [
        id,
        row.id,
        row.name,
        row.version,
        wanted.hash ?? row.hash,
        row.project,
        wanted.trigger.kind,
        wanted.trigger.detail?.slice(0, 500) ?? null,
        input,
        open.actor.name,
        wanted.dedupe ?? null,
        parent?.run ?? null,
        parent?.task ?? null,
        origin?.run ?? null,
        origin?.from ?? null,
        toJson(wanted.overrides ?? {}),
        JSON.stringify(row.pins ?? {}),
        wanted.editedBy ?? null,
      ],
      'automations.run.insert',
    )
    return id
  })
}

async function startable(ctx: Ctx, { automation, hash }: NewRun): Promise<Startable> {
  const found = await ctx.query<Startable>(
    `SELECT a.id, a.name, a.project, a.host, a.hash, a.author, v.number AS version, v.pins FROM automations.automation a
     LEFT JOIN LATERAL (SELECT number, pins FROM automations.version v WHERE v.automation = a.id AND v.hash = coalesce($2, a.hash)
       ORDER BY number DESC LIMIT 1) v ON true WHERE a.id = $1`,
    [automation, hash ?? null],
    'automations.startable',
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row
}

/** The program itself, or what acts for the author with the rights they were left with. */
async function actingFor(ctx: Ctx, { id, name, author }: Startable): Promise<Actor> {
  const given = restoredActor(author)
  if (given.person === null) return { ...given, id, name: `automation ${name}` }
  const actor = await actorFor(ctx, { id, name: `automation ${name}`, person: given.person, given: given.grants })
  if (actor === null) throw new Problem(errors.author_gone)
  return actor
}
