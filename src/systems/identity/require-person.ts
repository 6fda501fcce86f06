import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'

interface Person {
  readonly id: string
  readonly name: string
  readonly email: string
}

/** Somebody with an account that is not disabled; throws not_signed_in otherwise. */
export async function requirePerson(ctx: Ctx, id: string | null): Promise<Person> {
  const found = await ctx.query<Person>('SELECT id, name, email FROM identity.person WHERE id = $1 AND disabled_at IS NULL', [id])
  if (!found.rows[0]) throw new Problem(kernelErrors.not_signed_in)
  return found.rows[0]
}

/** The person who sits here themselves: credentials are not changed by keys, agents or the program. */
export async function requireSelf(ctx: Ctx): Promise<Person> {
  if (ctx.actor.kind !== 'person') throw new Problem(kernelErrors.forbidden, 'Only the person may do this, signed in themselves.')
  return requirePerson(ctx, ctx.actor.person)
}
