import { randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'
import { hashSecret } from './token.ts'

const secretForm = /^[A-Za-z0-9_-]{43}$/
const seconds = 3600

/**
 * A browser that begins something which ends elsewhere, at a provider or in a mailbox, gets a mark; whoever comes
 * back without it is another browser, and what they bring was made for somebody else.
 */
export function markBrowser(ctx: Ctx): Buffer {
  const secret = readMark(ctx) ?? randomBytes(32).toString('base64url')
  const secure = ctx.config.publicUrl.startsWith('https:') ? '; Secure' : ''
  ctx.sendCookie(`${cookieName(ctx)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure}`)
  return hashSecret(secret)
}

export function markOf(ctx: Ctx): Buffer | null {
  const secret = readMark(ctx)
  return secret === null ? null : hashSecret(secret)
}

function readMark(ctx: Ctx): string | null {
  const value = ctx.readCookie(cookieName(ctx))
  return value !== null && secretForm.test(value) ? value : null
}

/** `__Host-` keeps other hosts and paths from planting one, as with the session's cookie. */
function cookieName(ctx: Ctx): string {
  return ctx.config.publicUrl.startsWith('https:') ? '__Host-optimus_browser' : 'optimus_browser'
}
