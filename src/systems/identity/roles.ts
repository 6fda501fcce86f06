import type { Grant } from '#kernel/actor.ts'
import { covers } from '#kernel/actor.ts'

/** What a role may do. Until teams exist there is the owner, who may do everything. */
export function grantsOf(role: string): readonly Grant[] {
  return role === 'owner' ? ownerGrants : []
}

const ownerGrants: readonly Grant[] = [{ permission: '*', projects: 'all' }]

/** The owner's present rights, cut down to what the key was given: a key never has more than its owner. */
export function narrow(grants: readonly Grant[], permissions: readonly string[], projects: readonly string[] | null): Grant[] {
  return permissions.flatMap((wanted) =>
    grants.flatMap((grant) => {
      const permission = covers(grant.permission, wanted) ? wanted : covers(wanted, grant.permission) ? grant.permission : null
      return permission === null ? [] : [{ permission, projects: intersect(grant.projects, projects) }]
    }),
  )
}

/** Whether somebody with these grants may hand this permission on. */
export function mayGive(grants: readonly Grant[], permission: string): boolean {
  return grants.some((grant) => covers(grant.permission, permission))
}

function intersect(own: Grant['projects'], wanted: readonly string[] | null): Grant['projects'] {
  if (wanted === null) return own
  return new Set(own === 'all' ? wanted : wanted.filter((project) => own.has(project)))
}
