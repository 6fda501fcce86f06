import { program } from '#kernel/actor.ts'
import { Problem } from '#kernel/errors.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { matches } from './condition.ts'
import { rememberEvents } from './known-events.ts'
import { resolveQuestion } from './resolve-question.ts'
import type { ResolverRow } from './resolver-row.ts'

/** So many missed events are read at once; after a longer absence, so many more. */
const batches = [2000, 50_000]

interface Watch {
  /** The last event that was held against the questions, and all before it; null before the first look. */
  position: string | null
  /** One could not be: nothing after it counts as seen until all are read again. */
  broken: boolean
}

/**
 * Holds every event of this installation against the questions that wait for one, from where the last look ended, also
 * over restarts. Several nodes may see the same event: a question resolves once.
 */
export async function beginEventWatch(kernel: Kernel): Promise<() => Promise<void>> {
  rememberEvents(kernel)
  const watch: Watch = { position: null, broken: false }
  let working = catchUp(kernel, watch, kernel.live.position())
  const afterwards = (work: () => Promise<void>) => {
    working = working.then(work).catch((error: Error) => tell(kernel, error))
  }
  afterwards(() => Promise.resolve())
  const end = kernel.live.listen((event) => afterwards(() => see(kernel, watch, event)))
  const timer = setInterval(() => afterwards(() => (watch.broken ? catchUp(kernel, watch) : keepPosition(kernel, watch))), 30_000)
  timer.unref()
  return async () => {
    end()
    clearInterval(timer)
    afterwards(() => keepPosition(kernel, watch))
    await working
  }
}

/** `beginning` is where to start when nobody ever looked. */
async function catchUp(kernel: Kernel, watch: Watch, beginning: string | null = null): Promise<void> {
  watch.broken = true
  const rows = await kernel.query<{ position: string }>('SELECT position FROM council.event_reader WHERE id = 1')
  watch.position ??= rows.rows[0]?.position ?? beginning
  const missed = watch.position === null ? [] : await missedSince(kernel, watch.position)
  watch.broken = false
  for (const event of missed) await see(kernel, watch, event)
  await keepPosition(kernel, watch)
}

async function missedSince(kernel: Kernel, position: string): Promise<OutboxEvent[]> {
  for (const limit of batches) {
    const missed = await kernel.live.since(position, limit)
    if (missed !== null) return missed
  }
  kernel.log.warn('events were missed for too long: what questions waited for may be among them')
  return []
}

/** Moves on only when the event was held against all that waits: a program that dies in between looks again. */
async function see(kernel: Kernel, watch: Watch, event: OutboxEvent): Promise<void> {
  if (watch.broken) return
  watch.broken = true
  await compare(kernel, event)
  watch.broken = false
  watch.position = event.position
}

async function keepPosition(kernel: Kernel, { position }: Watch): Promise<void> {
  if (position === null) return
  await kernel.query(
    'INSERT INTO council.event_reader (id, position) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET position = excluded.position',
    [position],
    'council.event-position',
  )
}

async function compare(kernel: Kernel, event: OutboxEvent): Promise<void> {
  if (event.name.startsWith('council.') || event.name.startsWith('runs.')) return
  const waiting = await kernel.query<ResolverRow & { project: string | null; state: string }>(
    `SELECT r.*, q.project, q.state FROM council.resolver r JOIN council.question q ON q.id = r.question
     WHERE r.event = $1 AND r.done_at IS NULL AND r.due_at >= $2 AND q.asked_at <= $2`,
    [event.name, event.at],
    'council.event-waiting',
  )
  for (const row of waiting.rows) {
    if (row.spec.kind !== 'event' || !matches(event.payload, row.spec.where)) continue
    // News of another project is no news for a question about one.
    if (row.project !== null && event.project !== null && row.project !== event.project) continue
    await resolve(kernel, row, event).catch((error: unknown) => passOver(kernel, error))
  }
}

/** A refusal, as when another node was quicker, is final; whatever else went wrong is tried again. */
function passOver(kernel: Kernel, error: unknown): void {
  if (!(error instanceof Problem)) throw error
  tell(kernel, error)
}

async function resolve(kernel: Kernel, row: ResolverRow & { state: string }, event: OutboxEvent): Promise<void> {
  const ctx = kernel.context(program)
  const note = `${event.name} arrived at ${event.at.toISOString()}.`
  await ctx.transaction(async (open) => {
    const seen = { name: event.name, at: event.at.toISOString(), payload: event.payload }
    await open.query('UPDATE council.resolver SET checked_at = now(), last_seen = $2 WHERE question = $1', [
      row.question,
      JSON.stringify(seen),
    ])
    if (row.state === 'answered') await resolveQuestion(open, row.question, { outcome: { happened: 1 }, resolver: row.source, note })
  })
}

function tell(kernel: Kernel, error: Error): void {
  kernel.log.warn({ err: error.message }, 'an event could not be held against the questions that wait for one')
}
