import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { readFactors, secondFactorsOf } from './factors/read-factors.ts'
import { requirePerson } from './require-person.ts'
import { startSession, type FirstMethod } from './start-session.ts'
import { hashSecret } from './token.ts'

const stepMinutes = 10

export interface Entered {
  readonly person: { id: string; name: string; email: string } | null
  readonly next: { token: string; factors: ('totp' | 'passkey' | 'recovery')[] } | null
}

/** After a first proof: whoever has a second factor needs it at every door, everybody else is signed in. */
export async function enter(ctx: Ctx, person: string, method: FirstMethod): Promise<Entered> {
  ctx.identify(person)
  const factors = secondFactorsOf(await readFactors(ctx.query, person))
  if (factors.length > 0) return { person: null, next: { token: await beginStep(ctx, person, method), factors } }
  return ctx.transaction(async (inside) => {
    const found = await requirePerson(inside, person)
    await startSession(inside, person, [method])
    return { person: found, next: null }
  })
}

/** Whoever holds this token may go on with the second factor. */
async function beginStep(ctx: Ctx, person: string, method: FirstMethod): Promise<string> {
  const token = randomBytes(32).toString('base64url')
  await ctx.query('DELETE FROM identity.ceremony WHERE expires_at < now()')
  await ctx.query(
    `INSERT INTO identity.ceremony (id, purpose, person, token_hash, method, expires_at)
     VALUES ($1, 'sign-in', $2, $3, $4, now() + interval '${stepMinutes} minutes')`,
    [ctx.id(), person, hashSecret(token), method],
  )
  return token
}
