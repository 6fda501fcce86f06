import { program } from '#kernel/actor.ts'
import type { OutboxEvent } from '#kernel/events.ts'
import type { Kernel } from '#kernel/kernel.ts'
import { matches } from './condition.ts'
import { rememberEvents } from './known-events.ts'
import { resolveQuestion } from './resolve-question.ts'
import type { ResolverRow } from './resolver-row.ts'

const batch = 2000

/**
 * Holds every event of this installation against the questions that wait for one, from where the last look ended, also
 * over restarts. Several nodes may see the same event: a question resolves once.
 */
export async function beginEventWatch(kernel: Kernel): Promise<() => Promise<void>> {
  rememberEvents(kernel)
  let working = catchUp(kernel)
  const end = kernel.live.listen((event) => {
    working = working.then(() => compare(kernel, event)).catch((error: Error) => tell(kernel, error))
  })
  const timer = setInterval(() => void keepPosition(kernel).catch((error: Error) => tell(kernel, error)), 30_000)
  timer.unref()
  return async () => {
    end()
    clearInterval(timer)
    await working.catch(() => {})
    await keepPosition(kernel).catch(() => {})
  }
}

async function catchUp(kernel: Kernel): Promise<void> {
  const rows = await kernel.query<{ position: string }>('SELECT position FROM council.event_reader WHERE id = 1')
  const known = rows.rows[0]?.position
  const missed = known === undefined ? [] : await kernel.live.since(known, batch)
  for (const event of missed ?? []) await compare(kernel, event)
  await keepPosition(kernel)
}

async function keepPosition(kernel: Kernel): Promise<void> {
  await kernel.query(
    'INSERT INTO council.event_reader (id, position) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET position = excluded.position',
    [kernel.live.position()],
    'council.event-position',
  )
}

async function compare(kernel: Kernel, event: OutboxEvent): Promise<void> {
  if (event.name.startsWith('council.') || event.name.startsWith('runs.')) return
  const waiting = await kernel.query<ResolverRow & { project: string | null; state: string }>(
    `SELECT r.*, q.project, q.state FROM council.resolver r JOIN council.question q ON q.id = r.question
     WHERE r.event = $1 AND r.done_at IS NULL AND r.due_at >= $2`,
    [event.name, event.at],
    'council.event-waiting',
  )
  for (const row of waiting.rows) {
    if (row.spec.kind !== 'event' || !matches(event.payload, row.spec.where)) continue
    // News of another project is no news for a question about one.
    if (row.project !== null && event.project !== null && row.project !== event.project) continue
    await resolve(kernel, row, event)
  }
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
