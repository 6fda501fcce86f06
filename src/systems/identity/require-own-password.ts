import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { knock, noteFailure, noteSuccess } from './door.ts'
import { errors } from './errors.ts'
import { checkPassword } from './password.ts'

/** Throws unless it is the person's password; limited like signing in. */
export async function requireOwnPassword(ctx: Ctx, person: string, password: string): Promise<void> {
  await knock(ctx, person)
  const found = await ctx.query<{ password_hash: string | null }>('SELECT password_hash FROM identity.person WHERE id = $1', [person])
  if (!(await checkPassword(password, found.rows[0]?.password_hash ?? null))) {
    await noteFailure(ctx, person)
    throw new Problem(errors.wrong_credentials, 'The password is wrong.')
  }
  await noteSuccess(ctx, person)
}
