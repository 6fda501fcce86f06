import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { events } from './events.ts'
import { hashSecret, sessionCookie } from './token.ts'

/** Longest a session lives, in days; signing in again starts a new one. */
const longestDays = 30
/** A session that is not used for so long has ended. */
export const idleInterval = "interval '24 hours'"
/** Beyond this many the oldest ones end. */
const mostSessions = 20

/** What proved who somebody is. */
export type Method = 'password' | 'totp' | 'recovery' | 'passkey'

/**
 * A new session for the person, and its cookie with the answer. The session that the caller came with ends: a
 * cookie that somebody planted or saw before the sign-in is worth nothing after it.
 */
export async function startSession(ctx: Ctx, person: string, methods: readonly Method[]): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  const id = ctx.id()
  ctx.identify(person)
  await ctx.query('UPDATE identity.session SET revoked_at = now() WHERE id::text = $1 AND revoked_at IS NULL', [ctx.actor.id])
  await ctx.query(
    `INSERT INTO identity.session (id, person, token_hash, device, address, methods, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, now() + interval '${longestDays} days')`,
    [id, person, hashSecret(secret), ctx.device, ctx.address, methods],
  )
  await ctx.query(
    `UPDATE identity.session SET revoked_at = now() WHERE id IN
     (SELECT id FROM identity.session WHERE person = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC OFFSET ${mostSessions})`,
    [person],
  )
  await ctx.emit(events.signed_in, { person, session: id })
  ctx.sendCookie(sessionCookie(ctx.config.publicUrl, secret, longestDays * 86_400))
}

/** The holder of this session proved who they are again: it goes on under a new secret. */
export async function renewSession(ctx: Ctx, methods: readonly Method[]): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  await ctx.query(
    `UPDATE identity.session SET token_hash = $2, verified_at = now(), last_seen_at = now(),
       methods = ARRAY (SELECT DISTINCT unnest(methods || $3::text[])) WHERE id::text = $1`,
    [ctx.actor.id, hashSecret(secret), methods],
  )
  ctx.sendCookie(sessionCookie(ctx.config.publicUrl, secret, longestDays * 86_400))
}

/** Ends the sessions of a person, all or all but one; answers how many. */
export async function endSessions(ctx: Ctx, person: string, except: string | null): Promise<number> {
  const ended = await ctx.query(
    'UPDATE identity.session SET revoked_at = now() WHERE person = $1 AND revoked_at IS NULL AND id::text IS DISTINCT FROM $2',
    [person, except],
  )
  await ctx.emit(events.access_changed, { person })
  return ended.rowCount ?? 0
}
