import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { isOpen } from '../invitation-row.ts'

export const revokeInvitation = operation(contract.revokeInvitation, async (ctx, input) => {
  const revoked = await ctx.query(`UPDATE identity.invitation SET revoked_at = now() WHERE id = $1 AND ${isOpen}`, [input.id])
  if (revoked.rowCount !== 1) throw new Problem(errors.invitation_not_found)
  await ctx.emit(events.invited, { invitation: input.id })
  return {}
})
