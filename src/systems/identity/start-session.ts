import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { events } from './events.ts'
import { hashSecret, sessionCookie } from './token.ts'

/** Longest a session lives, in days; signing in again starts a new one. */
const longestDays = 30

/** A new session for the person, and its cookie with the answer. */
export async function startSession(ctx: Ctx, person: string): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  const id = ctx.id()
  await ctx.query(
    `INSERT INTO identity.session (id, person, token_hash, device, address, expires_at)
     VALUES ($1, $2, $3, $4, $5, now() + interval '${longestDays} days')`,
    [id, person, hashSecret(secret), ctx.device, ctx.address],
  )
  await ctx.emit(events.signed_in, { person, session: id })
  ctx.sendCookie(sessionCookie(ctx.config.publicUrl, secret, longestDays * 86_400))
}
