import { approvalResolved, closeQuestion } from '../approvals/ask-people.ts'
import type { JsonObject } from '../expressions/json.ts'
import type { ListenRequest, SeenEvent, Wait } from '../interpreter/world.ts'
import { eventsLock } from '../publish-event.ts'
import type { RunParts } from './run-parts.ts'

const mostEvents = 10_000

/** Looks at the events since the run began that it did not take yet, and waits for more until enough came. */
export async function listenForEvents(
  parts: RunParts,
  { place, types, choose, until, signal }: ListenRequest,
): Promise<readonly SeenEvent[] | 'timeout'> {
  const { step, run, journal, waiting } = parts
  const { ctx } = step
  await waiting.working(() =>
    ctx.transaction(async (open) => {
      await open.query('SELECT pg_advisory_xact_lock($1)', [eventsLock])
      await open.query(
        'INSERT INTO automations.listener (run, task, types, after_position) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING',
        [run.id, place.key, types],
        'automations.listener.insert',
      )
    }),
  )
  await journal.recordWait(place, { waitsFor: types === null ? 'any event' : types.join(', ') })
  const wait: Wait = { place, ...whyWaiting(types), until, signal }
  const heard = async () => choose(await unseen(parts, types))
  let chosen = await waiting.until(wait, heard)
  if (chosen === 'timeout' && types?.includes(approvalResolved)) {
    // From here on nobody can answer; who did until now is heard, however the clocks of the nodes differ.
    await waiting.working(() => closeQuestion(ctx, run.id, place.step))
    chosen = (await waiting.working(heard)) ?? 'timeout'
  }
  await waiting.working(() => ctx.query('DELETE FROM automations.listener WHERE run = $1 AND task = $2', [run.id, place.key]))
  return chosen
}

/** What people read: the answer of people is an event too, and nobody knows it by its name. */
function whyWaiting(types: readonly string[] | null): Pick<Wait, 'code' | 'sentence'> {
  if (types === null) return { code: 'event', sentence: 'It waits for an event.' }
  if (types.length === 1 && types[0] === approvalResolved) return { code: 'approval', sentence: 'It waits for people to decide.' }
  return { code: 'event', sentence: `It waits for the event ${types.join(' or ')}.` }
}

async function unseen({ step, run, journal }: RunParts, types: readonly string[] | null): Promise<SeenEvent[]> {
  const found = await step.ctx.query<{ position: string; content: JsonObject }>(
    `SELECT position, content FROM automations.event WHERE at >= $1 AND ($2::text[] IS NULL OR type = ANY ($2)) ORDER BY position LIMIT ${mostEvents}`,
    [run.created_at, types],
    'automations.event.unseen',
  )
  const taken = journal.taken()
  return found.rows.filter((row) => !taken.has(row.position))
}
