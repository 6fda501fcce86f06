import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { asMember, memberColumns, type MemberRow } from '../member-row.ts'
import { requireAnotherOwner, requireMayChange, requireMayGive } from '../read-access.ts'
import { revokeInvitationsOf } from '../revoke-invitations.ts'
import { writeProjectRoles } from '../write-project-roles.ts'

export const setRole = operation(contract.setRole, async (ctx, input) => {
  const before = await requireMayChange(ctx, input.id)
  await requireMayGive(ctx, input.role, input.projects)
  if (before.role === 'owner' && input.role !== 'owner') await requireAnotherOwner(ctx, input.id)
  await ctx.query('UPDATE identity.person SET role = $2 WHERE id = $1', [input.id, input.role])
  if (before.role !== input.role) await revokeInvitationsOf(ctx, input.id)
  await writeProjectRoles(ctx, input.id, input.projects)
  await ctx.emit(events.person_changed, { person: input.id, change: 'role' })
  await ctx.emit(events.access_changed, { person: input.id })
  const after = await ctx.query<MemberRow>(`SELECT ${memberColumns} FROM identity.person p WHERE p.id = $1`, [input.id])
  return asMember(after.rows[0]!)
})
