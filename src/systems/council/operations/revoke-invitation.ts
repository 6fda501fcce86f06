import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { projectOfQuestion } from '../find-question.ts'

export const revokeInvitation = operation(
  contract.revokeInvitation,
  async (ctx, { question, invitation }) => {
    const revoked = await ctx.query(
      'UPDATE council.invitation SET revoked_at = now() WHERE id = $1 AND question = $2 AND used_at IS NULL AND revoked_at IS NULL',
      [invitation, question],
    )
    if (revoked.rowCount !== 1) throw new Problem(errors.wrong_invitation)
    return {}
  },
  projectOfQuestion,
)
