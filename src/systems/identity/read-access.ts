import type { Ctx } from '#kernel/context.ts'
import type { Query } from '#kernel/database.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import { beyondOwn, permissionsOf, permissionsOfRole, type Access, type ProjectAccess } from './roles.ts'

/** The access of person `p` as columns: what every check reads in its one query. Needs `p` and its role `r`. */
export const accessColumns = `p.role, r.permissions AS role_permissions, (r.second_factor
    AND NOT EXISTS (SELECT 1 FROM identity.totp t WHERE t.person = p.id AND t.confirmed_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM identity.passkey k WHERE k.person = p.id)) AS lacks_factor,
  (SELECT json_agg(json_build_object('project', a.project, 'role', a.role, 'permissions', ar.permissions))
   FROM identity.project_role a JOIN identity.role ar ON ar.id = a.role WHERE a.person = p.id) AS role_projects`

export interface AccessRow {
  role: string
  role_permissions: string[] | null
  role_projects: ProjectAccess[] | null
  /** The role needs a second factor, and there is none. */
  lacks_factor: boolean
}

export function accessOf(row: AccessRow): Access {
  return { role: row.role, permissions: row.role_permissions, projects: row.role_projects }
}

/** What counts at a check: who lacks the second factor that their role needs may only add it. */
export function effectiveAccess(row: AccessRow): Access {
  return row.lacks_factor ? { role: 'guest', permissions: null, projects: null } : accessOf(row)
}

/** What somebody is at present, and when they were disabled; null when there is nobody of that id. */
export async function readAccess(query: Query, person: string): Promise<PersonAccess | null> {
  const found = await query<AccessRow & { name: string; disabled_at: Date | null }>(
    `SELECT p.name, p.disabled_at, ${accessColumns} FROM identity.person p JOIN identity.role r ON r.id = p.role WHERE p.id = $1`,
    [person],
    'identity.access',
  )
  const row = found.rows[0]
  return row ? { ...accessOf(row), name: row.name, disabledAt: row.disabled_at, lacksFactor: row.lacks_factor } : null
}

export interface PersonAccess extends Access {
  readonly name: string
  readonly disabledAt: Date | null
  readonly lacksFactor: boolean
}

export interface RoleInProject {
  readonly project: string
  readonly role: string
}

/** Nobody hands on what they do not have: throws for an unknown role, and for one with rights beyond the caller's. */
export async function requireMayGive(ctx: Ctx, role: string, projects: readonly RoleInProject[]): Promise<void> {
  const wanted = [...new Set([role, ...projects.map((one) => one.role)])]
  const found = await ctx.query<{ id: string; permissions: string[] | null }>(
    'SELECT id, permissions FROM identity.role WHERE id = ANY ($1) FOR SHARE',
    [wanted],
  )
  const roles = new Map(found.rows.map((row) => [row.id, row.permissions]))
  for (const name of wanted) if (!roles.has(name)) throw new Problem(errors.role_not_found, `There is no role ${name}.`)
  const catalogue = permissionsOf(ctx.operations)
  const given = (name: string) => permissionsOfRole(name, roles.get(name) ?? null, catalogue)
  const beyond = [
    ...beyondOwn(ctx.actor, given(role), null),
    ...projects.flatMap((one) => beyondOwn(ctx.actor, given(one.role), one.project)),
  ]
  if (beyond.length > 0) throw new Problem(errors.beyond_own_rights, `You do not have ${[...new Set(beyond)].slice(0, 10).join(', ')}.`)
}

/** Held to the end of the transaction by whoever changes what people may, so that such changes take turns. */
const peopleLock = 7_218_410

/** Nobody changes somebody who may more than they: throws unless the caller covers all that the person has. */
export async function requireMayChange(ctx: Ctx, person: string): Promise<PersonAccess> {
  await ctx.query('SELECT pg_advisory_xact_lock($1)', [peopleLock])
  const access = await readAccess(ctx.query, person)
  if (!access) throw new Problem(errors.person_not_found)
  await requireMayGive(ctx, access.role, access.projects ?? [])
  return access
}

/** There is always somebody who may everything. Two owners who demote each other take turns, see `peopleLock`. */
export async function requireAnotherOwner(ctx: Ctx, person: string): Promise<void> {
  const owners = await ctx.query<{ id: string }>("SELECT id FROM identity.person WHERE role = 'owner' AND disabled_at IS NULL")
  if (!owners.rows.some((row) => row.id !== person)) throw new Problem(errors.last_owner)
}
