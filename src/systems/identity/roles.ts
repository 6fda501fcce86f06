import type { Actor, Grant } from '#kernel/actor.ts'
import { covers } from '#kernel/actor.ts'
import type { Effect } from '#kernel/contract.ts'

/** What somebody is: a role everywhere, and further roles in single projects. */
export interface Access {
  readonly role: string
  /** Of a custom role; null when the role is built in. */
  readonly permissions: readonly string[] | null
  readonly projects: readonly ProjectAccess[] | null
}

export interface ProjectAccess {
  readonly project: string
  readonly role: string
  readonly permissions: readonly string[] | null
}

/** Every permission that some operation asks for, and the effects of the operations that do. */
export type PermissionCatalogue = ReadonlyMap<string, ReadonlySet<Effect>>

interface Declared {
  readonly declaration: { readonly permission: string; readonly effect: Effect }
}

export function permissionsOf(operations: ReadonlyMap<string, Declared>): PermissionCatalogue {
  const found = new Map<string, Set<Effect>>()
  for (const { declaration } of operations.values()) {
    if (!declaration.permission.includes(':')) continue
    const effects = found.get(declaration.permission) ?? new Set()
    found.set(declaration.permission, effects.add(declaration.effect))
  }
  return found
}

/** Deny by default: what no role names, nobody may. Without a catalogue entry a permission is given by nobody but the owner. */
export function grantsOf(access: Access, catalogue: PermissionCatalogue): readonly Grant[] {
  const everywhere = permissionsOfRole(access.role, access.permissions, catalogue)
  const grants: Grant[] = everywhere.map((permission) => ({ permission, projects: 'all' }))
  const within = new Map<string, Set<string>>()
  for (const { project, role, permissions } of access.projects ?? []) {
    for (const permission of permissionsOfRole(role, permissions, catalogue)) {
      within.set(permission, (within.get(permission) ?? new Set()).add(project))
    }
  }
  for (const [permission, projects] of within) grants.push({ permission, projects })
  return grants
}

/** Systems that decide over people, secrets and the trail: not for members and viewers. */
const administrative = new Set(['identity', 'settings', 'audit'])

/** The patterns a role stands for. A guest has none: only what single projects give. */
export function permissionsOfRole(role: string, custom: readonly string[] | null, catalogue: PermissionCatalogue): readonly string[] {
  if (role === 'owner') return ['*']
  if (role === 'guest') return []
  if (role === 'admin') return [...systemsOf(catalogue)].map((system) => `${system}:*`)
  const everyday = [...catalogue].filter(([permission]) => !administrative.has(permission.split(':')[0]!))
  if (role === 'member') return everyday.map(([permission]) => permission)
  if (role === 'viewer') return everyday.filter(([, effects]) => isReadOnly(effects)).map(([permission]) => permission)
  return custom ?? []
}

/** The owner's present rights, cut down to what the key was given: a key never has more than its owner. */
export function narrow(grants: readonly Grant[], permissions: readonly string[], projects: readonly string[] | null): Grant[] {
  return permissions.flatMap((wanted) =>
    grants.flatMap((grant) => {
      const permission = covers(grant.permission, wanted) ? wanted : covers(wanted, grant.permission) ? grant.permission : null
      return permission === null ? [] : [{ permission, projects: intersect(grant.projects, projects) }]
    }),
  )
}

/** Those of the permissions that somebody cannot hand on, over all projects or (when one is named) in it. */
export function beyondOwn(actor: Actor, permissions: readonly string[], project: string | null): string[] {
  if (actor.kind === 'system') return []
  return permissions.filter((permission) => !actor.grants.some((grant) => covers(grant.permission, permission) && spans(grant, project)))
}

/** Whether somebody may put this pattern into a key of their own, which is narrowed at every use: they hold all it means today. */
export function mayGive(grants: readonly Grant[], pattern: string, catalogue: PermissionCatalogue): boolean {
  const holds = (permission: string) => grants.some((grant) => covers(grant.permission, permission))
  const meant = [...catalogue.keys()].filter((permission) => covers(pattern, permission))
  return holds(pattern) || (meant.length > 0 && meant.every(holds))
}

function spans(grant: Grant, project: string | null): boolean {
  return grant.projects === 'all' || (project !== null && grant.projects.has(project))
}

function systemsOf(catalogue: PermissionCatalogue): Set<string> {
  return new Set([...catalogue.keys()].map((permission) => permission.split(':')[0]!))
}

function isReadOnly(effects: ReadonlySet<Effect>): boolean {
  return effects.size === 1 && effects.has('read')
}

function intersect(own: Grant['projects'], wanted: readonly string[] | null): Grant['projects'] {
  if (wanted === null) return own
  return new Set(own === 'all' ? wanted : wanted.filter((project) => own.has(project)))
}
