import { hash } from 'node:crypto'
import { readCookie } from '#kernel/cookie.ts'

/** What a credential looks like in a request, before anything is looked up. */
export type Credential =
  | { readonly kind: 'session'; readonly hash: Buffer }
  | { readonly kind: 'key'; readonly id: string; readonly hash: Buffer }
  | { readonly kind: 'jwt'; readonly token: string; readonly hash: Buffer }
  | { readonly kind: 'local'; readonly token: string }
  | { readonly kind: 'malformed' }

const sessionSecret = /^[A-Za-z0-9_-]{43}$/
const scheme = 'bearer '
const keyPattern = /^opt_[a-z0-9]{12}_[A-Za-z0-9_-]{43}$/
const jwtPattern = /^[\w-]{10,1000}\.[\w-]{10,4000}\.[\w-]{10,1000}$/
const localPattern = /^optlocal_[A-Za-z0-9_-]{43}$/

/** Tells session, key and local token apart; null when the request carries no credential at all. */
export function readCredential(authorization: string | undefined, cookie: string | undefined, cookieName: string): Credential | null {
  if (authorization !== undefined) return readBearer(authorization)
  const secret = readCookie(cookie, cookieName)
  if (secret === null) return null
  return sessionSecret.test(secret) ? { kind: 'session', hash: hashSecret(secret) } : { kind: 'malformed' }
}

/** SHA-256 is enough: these secrets are 256 random bits, not something a person thought of. */
export function hashSecret(secret: string): Buffer {
  return hash('sha256', secret, 'buffer')
}

/** `__Host-` binds the cookie to this very origin, which browsers take under https only. */
export function sessionCookieName(publicUrl: string): string {
  return publicUrl.startsWith('https:') ? '__Host-optimus_session' : 'optimus_session'
}

export function sessionCookie(publicUrl: string, secret: string, maxAgeSeconds: number): string {
  const secure = publicUrl.startsWith('https:') ? '; Secure' : ''
  return `${sessionCookieName(publicUrl)}=${secret}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${maxAgeSeconds}${secure}`
}

/** Every request passes here: lengths and slices instead of matches, which would each leave an array behind. */
function readBearer(authorization: string): Credential {
  if (authorization.slice(0, scheme.length).toLowerCase() !== scheme) return { kind: 'malformed' }
  const token = authorization.slice(scheme.length)
  if (keyPattern.test(token)) return { kind: 'key', id: token.slice(4, 16), hash: hashSecret(token.slice(17)) }
  if (jwtPattern.test(token)) return { kind: 'jwt', token, hash: hashSecret(token) }
  return localPattern.test(token) ? { kind: 'local', token } : { kind: 'malformed' }
}
