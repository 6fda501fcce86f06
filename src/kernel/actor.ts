/** Who acts: a person with a session, a key, an agent on somebody's behalf, a workflow, or the program itself. */
export interface Actor {
  readonly kind: 'anonymous' | 'person' | 'key' | 'agent' | 'workflow' | 'system'
  /** Id of the session, key, agent token or run; what the audit trail quotes. */
  readonly id: string
  /** The person behind it; null for the program itself and for nobody. */
  readonly person: string | null
  readonly name: string
  readonly grants: readonly Grant[]
  /** When the person last proved who they are; step-up checks read it. */
  readonly verifiedAt?: Date
}

/** A permission pattern (`projects:read`, `projects:*`, `*`) over all projects or some of them. */
export interface Grant {
  readonly permission: string
  readonly projects: 'all' | ReadonlySet<string>
}

/** The projects that a permission reaches; an empty set is nothing at all. */
export type ProjectReach = 'all' | ReadonlySet<string>

export const anonymous: Actor = Object.freeze({ kind: 'anonymous', id: 'anonymous', person: null, name: 'Nobody', grants: [] })

export const program: Actor = Object.freeze({
  kind: 'system',
  id: 'optimus',
  person: null,
  name: 'Optimus',
  grants: [{ permission: '*', projects: 'all' }] as const,
})

/** The projects in which this actor holds the permission. */
export function reach(actor: Actor, permission: string): ProjectReach {
  let found: Set<string> | undefined
  for (const grant of actor.grants) {
    if (!covers(grant.permission, permission)) continue
    if (grant.projects === 'all') return 'all'
    found = new Set([...(found ?? []), ...grant.projects])
  }
  return found ?? nowhere
}

/** Whether the actor holds the permission in this project, or, without one, anywhere at all. */
export function may(actor: Actor, permission: string, project?: string | null): boolean {
  const projects = reach(actor, permission)
  if (projects === 'all') return true
  return project == null ? projects.size > 0 : projects.has(project)
}

/** `projects:*` covers `projects:read`; `*` covers everything. */
export function covers(pattern: string, permission: string): boolean {
  if (pattern === '*' || pattern === permission) return true
  return pattern.endsWith(':*') && permission.startsWith(pattern.slice(0, -1))
}

const nowhere: ReadonlySet<string> = new Set()
