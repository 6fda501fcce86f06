import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import { knownPeople } from '#systems/identity/public.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { isObject, type Json, type JsonObject } from '../expressions/json.ts'
import { durationMilliseconds } from '../language/durations.ts'
import { isAskable } from '../language/validation/askable.ts'

/** The event with which a step asks people, and the one with their decision; the compiler writes both names. */
export const approvalRequested = 'optimus.approval.requested.v1'
export const approvalResolved = 'optimus.approval.resolved.v1'

/** Longest that a question or its escalation may wait. */
const longest = 366 * 86_400_000

/** Keeps the question of a run's step for the people it names. Other events, and questions of other runs, change nothing. */
export async function askPeople(ctx: Ctx, event: JsonObject, asking: string): Promise<void> {
  const { type, subject, data } = event
  if (type !== approvalRequested || typeof subject !== 'string' || !isObject(data)) return
  const [run, step] = [subject.slice(0, subject.indexOf('/')), subject.slice(subject.indexOf('/') + 1)]
  const people = namesIn(data['people'])
  if (!isId(run) || run !== asking || people.length === 0) return
  const escalation = isObject(data['escalate']) ? data['escalate'] : {}
  const known = await knownPeople(ctx.query)
  const everybody = [...people, ...namesIn(escalation['people'])]
  if (!everybody.some((one) => isAskable(one, known)))
    throw new Problem(errors.approval_nobody, `There is nobody of ${everybody.join(', ')}.`)
  const id = ctx.id()
  const asked = await ctx.query<{ project: string | null }>(
    `INSERT INTO automations.approval (id, run, step, project, subject, people, quorum, message, state, expires_at, escalate_at, escalate_to)
     SELECT $1, r.id, $3, r.project, $4, $5, $6, $7, 'open', now() + $8 * interval '1 millisecond', now() + $9 * interval '1 millisecond', $10
     FROM automations.run r WHERE r.id = $2
     ON CONFLICT (subject) WHERE state = 'open' DO NOTHING RETURNING project`,
    [
      id,
      run,
      step.slice(0, 200),
      subject,
      people,
      quorumOf(data['quorum'] ?? null),
      typeof data['message'] === 'string' ? data['message'].slice(0, 4000) : null,
      timeOf(data['expires'] ?? null),
      timeOf(escalation['after'] ?? null),
      namesIn(escalation['people']),
    ],
  )
  const row = asked.rows[0]
  if (row) await ctx.emit(events.approval_requested, { approval: id, run }, row.project)
}

/** The step does not wait for an answer any more: its time is over, by the clock of the node that waited. */
export async function closeQuestion(outside: Ctx, run: string, step: string | null): Promise<void> {
  await outside.transaction(async (ctx) => {
    const closed = await ctx.query<{ id: string; project: string | null }>(
      `UPDATE automations.approval SET state = 'expired', decided_at = now() WHERE run = $1 AND step = $2 AND state = 'open' RETURNING id, project`,
      [run, step],
    )
    for (const { id, project } of closed.rows) await ctx.emit(events.approval_changed, { approval: id, run }, project)
  })
}

function namesIn(value: Json | undefined): string[] {
  const list = typeof value === 'string' ? [value] : Array.isArray(value) ? value : []
  return [...new Set(list.filter((one) => typeof one === 'string' && one !== ''))] as string[]
}

function quorumOf(value: Json): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : 1
}

function timeOf(duration: Json): number | null {
  const milliseconds = duration === null ? null : durationMilliseconds(duration)
  return milliseconds === null ? null : Math.min(longest, milliseconds)
}
