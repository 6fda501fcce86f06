import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { endSessions } from '../start-session.ts'
import { requireAnotherOwner, requireMayChange } from '../read-access.ts'
import { revokeInvitationsOf } from '../revoke-invitations.ts'

export const disablePerson = operation(contract.disablePerson, async (ctx, input) => {
  const before = await requireMayChange(ctx, input.id)
  if (before.disabledAt) return {}
  if (before.role === 'owner') await requireAnotherOwner(ctx, input.id)
  await ctx.query('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [input.id])
  await endSessions(ctx, input.id, null)
  await revokeInvitationsOf(ctx, input.id)
  await ctx.emit(events.person_changed, { person: input.id, change: 'disabled' })
  return {}
})
