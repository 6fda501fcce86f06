import { hash, verify, type KeyObject } from 'node:crypto'
import type { Config } from '#kernel/config.ts'
import type { Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Vault } from '#kernel/vault.ts'
import { publicKey, signingKey } from './signing-keys.ts'

export const accessSeconds = 600
const clockTolerance = 30

/** Loaded with the first token, not at start. */
const library = () => import('jose')

/** RFC 9068: signed with Ed25519, for this installation only, and naming the connection that it stands on. */
export async function signAccessToken(
  { query, vault, config }: { query: Query; vault: Vault; config: Config },
  connection: { id: string; person: string; client: string; permissions: readonly string[] },
): Promise<string> {
  const { SignJWT } = await library()
  const { kid, key } = await signingKey(query, vault)
  return new SignJWT({ sid: connection.id, client_id: connection.client, scope: connection.permissions.join(' ') })
    .setProtectedHeader({ alg: 'EdDSA', kid, typ: 'at+jwt' })
    .setIssuer(config.publicUrl)
    .setAudience(config.publicUrl)
    .setSubject(connection.person)
    .setJti(newId())
    .setIssuedAt()
    .setExpirationTime(`${accessSeconds}s`)
    .sign(key)
}

export interface Checked {
  readonly connection: string
  readonly person: string
  /** Unix milliseconds. */
  readonly expires: number
}

/**
 * The connection that a token names, or null for whatever is wrong with it. Keys come from our own table, never from
 * the token; the algorithm, issuer, audience and type are ours or it is refused. By hand with node:crypto, because
 * this runs with requests: the general library takes several times as long.
 */
export async function checkAccessToken({ query, config }: { query: Query; config: Config }, token: string): Promise<Checked | null> {
  const [head, body] = token.split('.') as [string, string]
  const header = readPart(head)
  if (header?.['alg'] !== 'EdDSA' || header['typ'] !== 'at+jwt' || 'crit' in header || typeof header['kid'] !== 'string') return null
  const key = await publicKey(query, header['kid'])
  if (!key || !isSigned(token, key)) return null
  const claims = readPart(body)
  return claims && claims['iss'] === config.publicUrl && claims['aud'] === config.publicUrl ? readClaims(claims) : null
}

/** Tokens whose signature was verified, by their hash, with the key that did. */
const signed = new Map<string, KeyObject>()
const mostSigned = 10_000

/**
 * That one text was signed by one key stays true, whatever becomes of rights and sessions, which are asked for every time:
 * the work of verifying, most of what a check costs, is done once for each token.
 */
function isSigned(token: string, key: KeyObject): boolean {
  const id = hash('sha256', token, 'base64')
  if (signed.get(id) === key) return true
  const [head, body, signature] = token.split('.') as [string, string, string]
  const bytes = Buffer.from(signature, 'base64url')
  // The last letter has spare bits: one signature is written in one way, or a changed token would pass for the same.
  if (bytes.toString('base64url') !== signature || !verify(null, Buffer.from(`${head}.${body}`), key, bytes)) return false
  if (signed.size >= mostSigned) signed.clear()
  signed.set(id, key)
  return true
}

function readClaims({ sub, sid, exp, nbf, iat }: Readonly<Record<string, unknown>>): Checked | null {
  const now = Date.now() / 1000
  if (typeof sub !== 'string' || typeof sid !== 'string' || typeof exp !== 'number' || typeof iat !== 'number') return null
  const early = Math.max(iat, typeof nbf === 'number' ? nbf : 0)
  if ((nbf !== undefined && typeof nbf !== 'number') || exp <= now - clockTolerance || early > now + clockTolerance) return null
  return { connection: sid, person: sub, expires: exp * 1000 }
}

function readPart(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'))
    return value !== null && typeof value === 'object' ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
