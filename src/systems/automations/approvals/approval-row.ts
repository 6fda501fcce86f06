import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Standing } from '#systems/identity/public.ts'
import type { StepApproval } from '../contracts/approvals.ts'
import { errors } from '../errors.ts'
import { isAsked } from './may-answer.ts'

export interface ApprovalRow {
  id: string
  run: string
  run_number: string
  automation: string
  name: string
  step: string
  project: string | null
  subject: string
  message: string | null
  people: string[]
  quorum: number
  state: StepApproval['state']
  expires_at: Date | null
  escalate_at: Date | null
  escalate_to: string[] | null
  escalated_at: Date | null
  created_at: Date
  decided_at: Date | null
  run_ended: boolean
  /** By the database's clock, the one that all nodes share. */
  is_over: boolean
  answers: { person: string; name: string; decision: 'approved' | 'rejected'; comment: string | null; at: string }[] | null
}

export const approvalSelect = `SELECT p.id, p.run, r.number AS run_number, r.automation, r.name, p.step, p.project, p.subject, p.message, p.people,
    p.quorum, p.state, p.expires_at, p.escalate_at, p.escalate_to, p.escalated_at, p.created_at, p.decided_at,
    r.ended_at IS NOT NULL AS run_ended, coalesce(p.expires_at <= clock_timestamp(), false) AS is_over,
    (SELECT json_agg(json_build_object('person', w.person, 'name', w.name, 'decision', w.decision, 'comment', w.comment, 'at', w.at) ORDER BY w.at)
     FROM automations.approval_answer w WHERE w.approval = p.id) AS answers
  FROM automations.approval p JOIN automations.run r ON r.id = p.run`

export async function findApproval(ctx: Pick<Ctx, 'query'>, id: string): Promise<ApprovalRow> {
  const found = await ctx.query<ApprovalRow>(`${approvalSelect} WHERE p.id = $1`, [id])
  const row = found.rows[0]
  if (!row) throw new Problem(errors.approval_not_found)
  return row
}

/** For `project: { row: 'approval' }`. */
export async function projectOfApproval(ctx: Ctx, input: { approval: string }): Promise<string | null> {
  return (await findApproval(ctx, input.approval)).project
}

/** What it was when it was read, whether or not a sweep has passed. */
export function stateOf(row: ApprovalRow): StepApproval['state'] {
  if (row.state !== 'open') return row.state
  if (row.is_over) return 'expired'
  return row.run_ended ? 'withdrawn' : 'open'
}

export function asApproval(row: ApprovalRow, person: Standing | null): StepApproval {
  const state = stateOf(row)
  const answers = row.answers ?? []
  const answered = answers.some((one) => one.person === person?.id)
  return {
    id: row.id,
    run: row.run,
    runNumber: Number(row.run_number),
    automation: row.automation,
    automationName: row.name,
    step: row.step,
    message: row.message,
    people: row.people,
    quorum: row.quorum,
    state,
    mine: state === 'open' && person !== null && !answered && isAsked(person, row),
    answers: answers.map(({ name, decision, comment, at }) => ({ name, decision, comment, at: new Date(at).toISOString() })),
    expiresAt: row.expires_at?.toISOString() ?? null,
    escalateAt: row.escalate_at?.toISOString() ?? null,
    escalatedAt: row.escalated_at?.toISOString() ?? null,
    createdAt: row.created_at.toISOString(),
    decidedAt: row.decided_at?.toISOString() ?? null,
  }
}
