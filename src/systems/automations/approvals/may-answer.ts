import type { Ctx } from '#kernel/context.ts'
import { standingOf, type Standing } from '#systems/identity/public.ts'

/** Who is asked, as texts write it: an id, a name, an e-mail address, or a role. */
export interface Question {
  readonly people: readonly string[]
  readonly project: string | null
}

/** The person behind a call, if it is one who answers for themselves: agents, keys and automations never approve. */
export async function answeringPerson(ctx: Ctx): Promise<Standing | null> {
  const { actor, surface } = ctx
  const inPerson = actor.kind === 'person' && actor.person !== null && (surface === 'http' || surface === 'cli')
  return inPerson ? standingOf(ctx.query, actor.person!) : null
}

export function isAsked(person: Standing, { people, project }: Question): boolean {
  const names = new Set([person.id, person.name.toLowerCase(), person.email.toLowerCase()])
  const roles = new Set([person.role, ...person.projects.filter((one) => one.project === project).map((one) => one.role)])
  return people.some((wanted) => {
    const role = /^role:(.+)$/.exec(wanted)?.[1]
    // An owner has the rights of every role.
    if (role !== undefined) return roles.has(role) || roles.has('owner')
    return names.has(wanted.replace(/^person:/, '').toLowerCase())
  })
}
