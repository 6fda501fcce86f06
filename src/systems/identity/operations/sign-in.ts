import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { knock, noteFailure, noteSuccess } from '../door.ts'
import { errors } from '../errors.ts'
import { readFactors, secondFactorsOf } from '../factors/read-factors.ts'
import { checkPassword } from '../password.ts'
import { startSession } from '../start-session.ts'
import { hashSecret } from '../token.ts'

const stepMinutes = 10

export const signIn = operation(contract.signIn, async (ctx, input) => {
  await knock(ctx, input.email)
  const found = await ctx.query<{ id: string; name: string; email: string; password_hash: string | null }>(
    'SELECT id, name, email, password_hash FROM identity.person WHERE lower(email) = lower($1) AND disabled_at IS NULL',
    [input.email],
  )
  const row = found.rows[0]
  const right = await checkPassword(input.password, row?.password_hash ?? null)
  if (!row || !right) {
    await noteFailure(ctx, input.email)
    throw new Problem(errors.wrong_credentials)
  }
  await noteSuccess(ctx, input.email)
  const factors = secondFactorsOf(await readFactors(ctx.query, row.id))
  if (factors.length > 0) return { person: null, next: { token: await beginStep(ctx, row.id), factors } }
  await ctx.transaction((inside) => startSession(inside, row.id, ['password']))
  return { person: { id: row.id, name: row.name, email: row.email }, next: null }
})

/** The password was right; whoever holds this token may go on with the second factor. */
async function beginStep(ctx: Ctx, person: string): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await ctx.query('DELETE FROM identity.ceremony WHERE expires_at < now()')
  await ctx.query(
    `INSERT INTO identity.ceremony (id, purpose, person, token_hash, expires_at)
     VALUES ($1, 'sign-in', $2, $3, now() + interval '${stepMinutes} minutes')`,
    [ctx.id(), person, hashSecret(token)],
  )
  return token
}
