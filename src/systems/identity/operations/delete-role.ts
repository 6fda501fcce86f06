import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireMayGive } from '../read-access.ts'

export const deleteRole = operation(contract.deleteRole, async (ctx, input) => {
  await requireMayGive(ctx, input.id, [])
  const state = await ctx.query<{ built_in: boolean; in_use: boolean }>(
    `SELECT r.permissions IS NULL AS built_in,
       EXISTS (SELECT 1 FROM identity.person WHERE role = $1) OR EXISTS (SELECT 1 FROM identity.project_role WHERE role = $1)
       OR EXISTS (SELECT 1 FROM identity.invitation WHERE role = $1 AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > now()) AS in_use
     FROM identity.role r WHERE id = $1 FOR UPDATE`,
    [input.id],
  )
  if (state.rows[0]!.built_in) throw new Problem(errors.role_built_in)
  if (state.rows[0]!.in_use) throw new Problem(errors.role_in_use)
  await ctx.query('DELETE FROM identity.invitation WHERE role = $1', [input.id])
  await ctx.query('DELETE FROM identity.role WHERE id = $1', [input.id])
  await ctx.emit(events.role_changed, { role: input.id })
  return {}
})
