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

/** What proved who somebody is, alone or before a second factor. */
export type FirstMethod = 'password' | 'provider' | 'mail'
export type Method = FirstMethod | 'totp' | 'recovery' | 'passkey'

/** Somebody at another's open computer may have these at hand: they sign in, and prove nothing when it matters. */
const lingering: ReadonlySet<Method> = new Set(['provider', 'mail'])

/**
 * A new session for the person, and its cookie with the answer. The session that the caller came with ends: a
 * cookie that somebody planted or saw before the sign-in is worth nothing after it.
 */
export async function startSession(ctx: Ctx, person: string, methods: readonly Method[]): Promise<void> {
  ctx.identify(person)
  const secret = randomBytes(32).toString('base64url')
  const id = ctx.id()
  await ctx.query('UPDATE identity.session SET revoked_at = now() WHERE id::text = $1 AND revoked_at IS NULL', [ctx.actor.id])
  const earlier = await ctx.query(
    'SELECT 1 FROM identity.session WHERE person = $1 AND device = $2 AND address IS NOT DISTINCT FROM $3 LIMIT 1',
    [person, ctx.device, ctx.address],
  )
  await ctx.query(
    `INSERT INTO identity.session (id, person, token_hash, device, address, methods, verified_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, CASE WHEN $7 THEN now() ELSE 'epoch' END, now() + interval '${longestDays} days')`,
    [id, person, hashSecret(secret), ctx.device, ctx.address, methods, methods.some((method) => !lingering.has(method))],
  )
  await ctx.query(
    `UPDATE identity.session SET revoked_at = now() WHERE id IN
     (SELECT id FROM identity.session WHERE person = $1 AND revoked_at IS NULL ORDER BY created_at DESC, id DESC OFFSET ${mostSessions})`,
    [person],
  )
  await ctx.emit(events.signed_in, { person, session: id, methods: [...methods], device: ctx.device, isNew: earlier.rowCount === 0 })
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
  // What was begun with the old password or sent to the old address ends as well.
  await ctx.query(
    "DELETE FROM identity.ceremony WHERE person = $1 AND purpose IN ('sign-in', 'sign-in-link', 'email-change', 'email-asked')",
    [person],
  )
  await ctx.emit(events.access_changed, { person })
  return ended.rowCount ?? 0
}
