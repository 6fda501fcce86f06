import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { approval } from './contract.ts'
import { errors } from './errors.ts'

export interface ApprovalRow {
  id: string
  operation: string
  input: Record<string, unknown>
  project: string | null
  requested_by: string
  requested_name: string
  surface: string
  reason: string | null
  state: z.output<typeof approval>['state']
  created_at: Date
  expires_at: Date
  decided_by: string | null
  decided_at: Date | null
}

/** An open approval past its time reads as expired, whether or not a sweep has passed. */
export const approvalColumns = `id, operation, input, project, requested_by, requested_name, surface, reason,
  CASE WHEN state IN ('open', 'approved') AND expires_at <= now() THEN 'expired' ELSE state END AS state,
  created_at, expires_at, decided_by, decided_at`

export async function findApproval(ctx: Ctx, id: string): Promise<ApprovalRow> {
  const found = await ctx.query<ApprovalRow>(`SELECT ${approvalColumns} FROM kernel.approval WHERE id = $1`, [id])
  const row = found.rows[0]
  if (!row) throw new Problem(errors.not_found)
  return row
}

/** For `project: { row: 'approval' }`. */
export async function projectOfApproval(ctx: Ctx, input: { id: string }): Promise<string | null> {
  return (await findApproval(ctx, input.id)).project
}

export function asApproval(row: ApprovalRow): z.output<typeof approval> {
  return {
    id: row.id,
    operation: row.operation,
    input: row.input,
    project: row.project,
    requestedBy: row.requested_name,
    surface: row.surface,
    reason: row.reason,
    state: row.state,
    createdAt: row.created_at.toISOString(),
    expiresAt: row.expires_at.toISOString(),
    decidedBy: row.decided_by,
    decidedAt: row.decided_at?.toISOString() ?? null,
  }
}
