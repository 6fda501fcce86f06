import { operation } from '#kernel/operation.ts'
import { asApproval, findApproval, projectOfApproval } from '../approvals/approval-row.ts'
import { answeringPerson } from '../approvals/may-answer.ts'
import { contract } from '../contract.ts'

export const getApproval = operation(
  contract.getApproval,
  async (ctx, input) => asApproval(await findApproval(ctx, input.approval), await answeringPerson(ctx)),
  projectOfApproval,
)
