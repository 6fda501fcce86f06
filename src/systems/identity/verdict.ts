import type { Actor, Grant } from '#kernel/actor.ts'
import { covers, may, reach } from '#kernel/actor.ts'
import type { Operation } from '#kernel/contract.ts'
import type { PersonAccess } from './read-access.ts'
import { grantsOf, narrow, permissionsOfRole, type PermissionCatalogue } from './roles.ts'

export interface Holder extends PersonAccess {
  readonly key: {
    readonly name: string
    readonly permissions: string[]
    readonly projects: string[] | null
    readonly ended: boolean
  } | null
}

interface Verdict {
  allowed: boolean
  because: string[]
  projects: 'all' | string[]
}

/** The same rules as the executor's, told as sentences. */
export function judge(holder: Holder, declared: Operation, project: string | null, catalogue: PermissionCatalogue): Verdict {
  const { permission } = declared
  if (permission === 'public') return { allowed: true, because: [`${declared.id} is open to everybody.`], projects: 'all' }
  if (holder.disabledAt) return no([`${holder.name} is disabled.`])
  if (holder.key?.ended) return no([`The key ${holder.key.name} was revoked or has expired.`])
  if (permission === 'signed-in') return { allowed: true, because: [`${declared.id} is open to whoever is signed in.`], projects: 'all' }
  if (holder.lacksFactor) return no([`The role ${holder.role} needs a second factor, and ${holder.name} has none.`])
  const grants = grantsOf(holder, catalogue)
  const because = [`${declared.id} needs the right ${permission}.`, ...reasons(holder, permission, catalogue)]
  const held = holder.key ? narrow(grants, holder.key.permissions, holder.key.projects) : grants
  if (holder.key) because.push(keySentence(holder.key, held, permission))
  const actor: Actor = { kind: 'person', id: '', person: null, name: holder.name, grants: held }
  const where = reach(actor, permission)
  const projects = where === 'all' ? 'all' : [...where]
  if (declared.project === 'none' && declared.effect !== 'read' && where !== 'all' && where.size > 0) {
    return {
      allowed: false,
      because: [...because, 'It changes what belongs to no project, which needs the right for all projects.'],
      projects,
    }
  }
  const allowed = may(actor, permission, project)
  if (project !== null && where !== 'all') because.push(`The project ${project} is ${allowed ? '' : 'not '}among those it holds for.`)
  return { allowed, because, projects }
}

function reasons(holder: Holder, permission: string, catalogue: PermissionCatalogue): string[] {
  const gives = (role: string, custom: readonly string[] | null) =>
    permissionsOfRole(role, custom, catalogue).find((pattern) => covers(pattern, permission))
  const everywhere = gives(holder.role, holder.permissions)
  const within = (holder.projects ?? []).filter((one) => gives(one.role, one.permissions) !== undefined)
  return [
    everywhere === undefined
      ? `${holder.name} is ${holder.role}, which does not give it.`
      : `${holder.name} is ${holder.role}, which gives ${everywhere} everywhere.`,
    ...within.map((one) => `In project ${one.project} they are ${one.role}, which gives it there.`),
  ]
}

function keySentence(key: NonNullable<Holder['key']>, held: readonly Grant[], permission: string): string {
  const gives = held.some((grant) => covers(grant.permission, permission))
  return `The key ${key.name} is cut down to ${key.permissions.join(', ')}, which ${gives ? 'leaves' : 'does not leave'} it.`
}

function no(because: string[]): Verdict {
  return { allowed: false, because, projects: [] }
}
