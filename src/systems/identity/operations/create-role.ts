import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asRole, roleColumns, type RoleRow } from '../role-row.ts'
import { beyondOwn, permissionsOf } from '../roles.ts'

export const createRole = operation(contract.createRole, async (ctx, input) => {
  const beyond = beyondOwn(ctx.actor, input.permissions, null)
  if (beyond.length > 0) throw new Problem(errors.beyond_own_rights, `You do not have ${beyond.join(', ')}.`)
  const made = await ctx.query<RoleRow>(
    `INSERT INTO identity.role AS r (id, name, permissions) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING ${roleColumns}`,
    [input.id, input.name, input.permissions],
  )
  const row = made.rows[0]
  if (!row) throw new Problem(errors.role_exists)
  await ctx.emit(events.role_changed, { role: input.id })
  return asRole(row, permissionsOf(ctx.operations))
})
