import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { asRole, roleColumns, type RoleRow } from '../role-row.ts'
import { permissionsOf } from '../roles.ts'

export const listRoles = operation(contract.listRoles, async (ctx) => {
  const catalogue = permissionsOf(ctx.operations)
  const rows = await ctx.query<RoleRow>(`SELECT ${roleColumns} FROM identity.role r ORDER BY r.permissions IS NOT NULL, r.created_at, r.id`)
  return { items: rows.rows.map((row) => asRole(row, catalogue)), permissions: [...catalogue.keys()].sort() }
})
