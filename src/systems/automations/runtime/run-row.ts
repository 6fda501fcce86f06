import type { Ctx } from '#kernel/context.ts'
import type { Json } from '../expressions/json.ts'
import type { WorkflowDocument } from '../language/model/document.ts'

/** A run as one execution takes it up. */
export interface ClaimedRun {
  readonly id: string
  readonly number: string
  readonly automation: string
  readonly name: string
  readonly project: string | null
  readonly hash: string
  readonly input: Json
  readonly overrides: Record<string, Json>
  readonly pins: Record<string, string>
  readonly parent: string | null
  readonly trigger_kind: string
  readonly created_at: Date
  readonly started_at: Date
  readonly wakes: number
  readonly pause_requested_at: Date | null
  readonly edited_by: string | null
  readonly first: boolean
  /** Nothing of it was ever done, here or in the run it was made from: there is nothing to look for. */
  readonly fresh: boolean
  readonly document: WorkflowDocument
}

/**
 * Takes a run for this execution: whatever an earlier one still wants to record is refused from now on. Null when the
 * run has ended.
 */
export async function claimRun(ctx: Ctx, run: string, claim: string): Promise<ClaimedRun | null> {
  const found = await ctx.query<ClaimedRun>(
    `UPDATE automations.run r SET claim = $2, working = true, woken = false, state = 'running', waits_for = '[]', wake_at = NULL,
       started_at = coalesce(r.started_at, now())
     FROM automations.run b JOIN automations.definition d ON d.hash = b.hash
     WHERE r.id = $1 AND b.id = r.id AND r.state IN ('waiting', 'running', 'paused')
     RETURNING r.id, r.number, r.automation, r.name, r.project, r.hash, r.input, r.overrides, r.pins, r.parent, r.trigger_kind, r.created_at,
       r.started_at, r.wakes, r.pause_requested_at, r.edited_by, b.started_at IS NULL AS first,
       b.started_at IS NULL AND b.origin IS NULL AS fresh, d.document`,
    [run, claim],
    'automations.run.claim',
  )
  return found.rows[0] ?? null
}
