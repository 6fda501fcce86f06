import type { Actor, Grant } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import { accessColumns, effectiveAccess, type AccessRow } from './read-access.ts'
import { grantsOf, narrow, permissionsOf } from './roles.ts'

interface ActingFor {
  /** Id of what acts, as the audit trail quotes it. */
  readonly id: string
  readonly name: string
  readonly person: string
  /** The rights that were handed on; of these count only those that the person still has. */
  readonly given: readonly Grant[]
}

/** What acts on a person's behalf, with the rights that the person has at this moment; null when they may not act any more. */
export async function actorFor(ctx: Pick<Ctx, 'query' | 'operations'>, { id, name, person, given }: ActingFor): Promise<Actor | null> {
  const found = await ctx.query<AccessRow>(
    `SELECT ${accessColumns} FROM identity.person p JOIN identity.role r ON r.id = p.role WHERE p.id = $1 AND p.disabled_at IS NULL`,
    [person],
    'identity.acting-for',
  )
  const row = found.rows[0]
  if (!row) return null
  const present = grantsOf(effectiveAccess(row), permissionsOf(ctx.operations))
  const grants = given.flatMap((grant) => narrow(present, [grant.permission], grant.projects === 'all' ? null : [...grant.projects]))
  return { kind: 'workflow', id, person, name, grants }
}
