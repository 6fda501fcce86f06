import type { Ctx } from '#kernel/context.ts'
import { events } from '../events.ts'

const batch = 100

interface Told {
  id: string
  run: string
  project: string | null
}

/**
 * Asks further people whose time has come, and closes what nobody can answer any more. By the database's clock: nodes
 * whose own clocks differ would ask and close at different times.
 */
export async function sweepApprovals(outside: Ctx): Promise<void> {
  for (const statement of [escalate, expire, withdraw]) {
    await outside.transaction(async (ctx) => {
      const moved = await ctx.query<Told>(statement)
      for (const { id, run, project } of moved.rows) await ctx.emit(events.approval_changed, { approval: id, run }, project)
    })
  }
}

const due = (where: string): string =>
  `SELECT p.id FROM automations.approval p WHERE p.state = 'open' AND ${where} LIMIT ${batch} FOR UPDATE SKIP LOCKED`

/** Those who were asked first may still answer. */
const escalate = `UPDATE automations.approval SET escalated_at = now(),
    people = (SELECT array_agg(DISTINCT one) FROM unnest(people || coalesce(escalate_to, '{}')) one)
  WHERE id IN (${due('p.escalated_at IS NULL AND p.escalate_at <= now() AND (p.expires_at IS NULL OR p.expires_at > now())')}) RETURNING id, run, project`

const expire = `UPDATE automations.approval SET state = 'expired', decided_at = now() WHERE id IN (${due('p.expires_at <= now()')}) RETURNING id, run, project`

const withdraw = `UPDATE automations.approval SET state = 'withdrawn', decided_at = now()
  WHERE id IN (${due('EXISTS (SELECT FROM automations.run r WHERE r.id = p.run AND r.ended_at IS NOT NULL)')}) RETURNING id, run, project`
