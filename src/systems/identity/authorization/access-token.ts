import type { Config } from '#kernel/config.ts'
import type { Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Vault } from '#kernel/vault.ts'
import { publicKeys, signingKey } from './signing-keys.ts'

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
 * the token; the algorithm, issuer, audience and type are ours or it is refused.
 */
export async function checkAccessToken({ query, config }: { query: Query; config: Config }, token: string): Promise<Checked | null> {
  const { createLocalJWKSet, jwtVerify } = await library()
  try {
    const keys = createLocalJWKSet({ keys: (await publicKeys(query)) as never })
    const { payload } = await jwtVerify(token, keys, {
      algorithms: ['EdDSA'],
      issuer: config.publicUrl,
      audience: config.publicUrl,
      typ: 'at+jwt',
      requiredClaims: ['sub', 'sid', 'exp', 'iat', 'jti'],
      clockTolerance,
    })
    return { connection: String(payload['sid']), person: String(payload.sub), expires: payload.exp! * 1000 }
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith('ERR_J')) return null
    throw error
  }
}
