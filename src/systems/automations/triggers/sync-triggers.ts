import { isDeepStrictEqual } from 'node:util'
import type { Ctx } from '#kernel/context.ts'
import type { WorkflowDocument } from '../language/model/document.ts'
import type { Start } from '../language/starts.ts'
import { syncWebhooks } from '../webhooks/sync-webhooks.ts'
import { typesOf } from './event-filter.ts'
import { firstTime } from './timetable.ts'

interface KnownTrigger {
  id: string
  start: Start
}

/**
 * Makes the triggers of an automation those of its current version. One that stays as it was keeps its place in time
 * and its pause, so that no time is lost or had twice by saving.
 */
export async function syncTriggers(ctx: Ctx, automation: string): Promise<void> {
  const { startsOf } = await import('../language/starts.ts')
  const found = await ctx.query<{ document: WorkflowDocument; host: string | null }>(
    'SELECT d.document, a.host FROM automations.automation a JOIN automations.definition d ON d.hash = a.hash WHERE a.id = $1',
    [automation],
  )
  const { document, host } = found.rows[0]!
  const starts = startsOf(document)
  const known = await ctx.query<KnownTrigger>('SELECT id, start FROM automations.trigger WHERE automation = $1 ORDER BY place FOR UPDATE', [
    automation,
  ])
  const kept = new Set<string>()
  const pairs = starts.map((start) => {
    const same = known.rows.find((one) => !kept.has(one.id) && isDeepStrictEqual(one.start, plain(start)))
    if (same) kept.add(same.id)
    return { start, same }
  })
  await ctx.query('DELETE FROM automations.trigger WHERE automation = $1 AND NOT id = ANY ($2)', [automation, [...kept]])
  // Out of the way first: places are unique, and two may change theirs.
  await ctx.query('UPDATE automations.trigger SET place = -1 - place WHERE automation = $1', [automation])
  for (const [place, { start, same }] of pairs.entries()) {
    if (same) await ctx.query('UPDATE automations.trigger SET place = $2 WHERE id = $1', [same.id, place])
    else await insertTrigger(ctx, { automation, host, place, start })
  }
  await syncWebhooks(ctx, automation)
}

interface NewTrigger {
  readonly automation: string
  readonly host: string | null
  readonly place: number
  readonly start: Start
}

async function insertTrigger(ctx: Ctx, { automation, host, place, start }: NewTrigger): Promise<void> {
  const isEvent = start.kind === 'event' || start.kind === 'events'
  await ctx.query(
    'INSERT INTO automations.trigger (id, automation, place, kind, start, types, next_at, host) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)',
    [
      ctx.id(),
      automation,
      place,
      start.kind,
      JSON.stringify(start),
      isEvent ? typesOf(start) : null,
      start.kind === 'schedule' ? firstTime(start, ctx.clock.now()) : null,
      start.kind === 'file' ? (host ?? ctx.host.id) : null,
    ],
  )
}

function plain(start: Start): unknown {
  return JSON.parse(JSON.stringify(start))
}
