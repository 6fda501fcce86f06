import type { z } from 'zod'
import { permissionsOfRole, type PermissionCatalogue } from './roles.ts'
import type { role } from './shapes.ts'

/** Of role `r`. */
export const roleColumns = `r.id, r.name, r.permissions, r.second_factor,
  (SELECT count(*)::integer FROM (SELECT id FROM identity.person p WHERE p.role = r.id
   UNION SELECT person FROM identity.project_role a WHERE a.role = r.id) AS holders) AS people`

export interface RoleRow {
  id: string
  name: string
  permissions: string[] | null
  second_factor: boolean
  people: number
}

export function asRole(row: RoleRow, catalogue: PermissionCatalogue): z.output<typeof role> {
  return {
    id: row.id,
    name: row.name,
    builtIn: row.permissions === null,
    permissions: [...permissionsOfRole(row.id, row.permissions, catalogue)],
    secondFactor: row.second_factor,
    people: row.people,
  }
}
