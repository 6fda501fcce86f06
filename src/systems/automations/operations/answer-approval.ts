import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { asApproval, findApproval, projectOfApproval, stateOf, type ApprovalRow } from '../approvals/approval-row.ts'
import { approvalResolved } from '../approvals/ask-people.ts'
import { answeringPerson, isAsked } from '../approvals/may-answer.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { publishEvent } from '../publish-event.ts'

/** One who rejects decides for all; as many as the quorum have to approve. */
export const answerApproval = operation(
  contract.answerApproval,
  async (ctx, input) => {
    const person = await answeringPerson(ctx)
    if (!person) throw new Problem(errors.approval_not_a_person)
    await ctx.query('SELECT FROM automations.approval WHERE id = $1 FOR UPDATE', [input.approval])
    const row = await findApproval(ctx, input.approval)
    requireOpen(row)
    if (row.answers?.some((one) => one.person === person.id)) throw new Problem(errors.approval_answered)
    if (!isAsked(person, row)) throw new Problem(errors.approval_not_asked, `This asks ${row.people.join(', ')}.`)
    await ctx.query(
      'INSERT INTO automations.approval_answer (approval, person, name, decision, comment, surface) VALUES ($1, $2, $3, $4, $5, $6)',
      [row.id, person.id, person.name, input.decision, input.comment ?? null, ctx.surface],
    )
    const answered = await findApproval(ctx, row.id)
    const decision = decisionOf(answered)
    if (decision !== null) await decide(ctx, answered, decision)
    await ctx.emit(events.approval_changed, { approval: row.id, run: row.run }, row.project)
    return asApproval(await findApproval(ctx, row.id), person)
  },
  projectOfApproval,
)

function requireOpen(row: ApprovalRow): void {
  const state = stateOf(row)
  if (state === 'open') return
  const at = (row.decided_at ?? row.expires_at)?.toISOString()
  const why = {
    approved: `It was approved at ${at}, before your answer.`,
    rejected: `It was rejected at ${at}, before your answer.`,
    expired: `The time to answer was over at ${at}.`,
    withdrawn: `Run #${row.run_number} has ended and does not wait for an answer any more.`,
  }[state]
  throw new Problem(errors.approval_closed, why, { state })
}

function decisionOf({ answers, quorum }: ApprovalRow): 'approved' | 'rejected' | null {
  const all = answers ?? []
  if (all.some((one) => one.decision === 'rejected')) return 'rejected'
  return all.length >= quorum ? 'approved' : null
}

async function decide(ctx: Ctx, row: ApprovalRow, decision: 'approved' | 'rejected'): Promise<void> {
  const decided = await ctx.query<{ decided_at: Date }>(
    'UPDATE automations.approval SET state = $2, decided_at = now() WHERE id = $1 RETURNING decided_at',
    [row.id, decision],
  )
  await publishEvent(
    ctx,
    {
      specversion: '1.0',
      id: `${row.id}/resolved`,
      source: 'optimus:approvals',
      type: approvalResolved,
      subject: row.subject,
      time: decided.rows[0]!.decided_at.toISOString(),
      data: {
        decision,
        approval: row.id,
        by: row.answers!.map(({ name }) => name),
        comments: row.answers!.flatMap(({ name, comment }) => (comment === null ? [] : [{ name, comment }])),
      },
    },
    { project: row.project, answered: true },
  )
}
