import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireMayGive } from '../read-access.ts'
import { asRole, roleColumns, type RoleRow } from '../role-row.ts'
import { beyondOwn, permissionsOf } from '../roles.ts'

export const updateRole = operation(contract.updateRole, async (ctx, input) => {
  await requireMayGive(ctx, input.id, [])
  const beyond = beyondOwn(ctx.actor, input.permissions ?? [], null)
  if (beyond.length > 0) throw new Problem(errors.beyond_own_rights, `You do not have ${beyond.join(', ')}.`)
  const before = await ctx.query<{ built_in: boolean }>(
    'SELECT permissions IS NULL AS built_in FROM identity.role WHERE id = $1 FOR UPDATE',
    [input.id],
  )
  if (before.rows[0]!.built_in && (input.permissions || input.name)) throw new Problem(errors.role_built_in)
  const after = await ctx.query<RoleRow>(
    `UPDATE identity.role AS r SET name = coalesce($2, name), permissions = coalesce($3, permissions), second_factor = coalesce($4, second_factor)
     WHERE id = $1 RETURNING ${roleColumns}`,
    [input.id, input.name ?? null, input.permissions ?? null, input.secondFactor ?? null],
  )
  await ctx.emit(events.role_changed, { role: input.id })
  return asRole(after.rows[0]!, permissionsOf(ctx.operations))
})
