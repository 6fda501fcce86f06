import { createHash } from 'node:crypto'

/**
 * What the library leaves to its caller: that the token says it is an ID token and nothing else, and that it was made
 * together with this access token, where it says so. Null when nothing is wrong. The signature was checked before.
 */
export function faultOfIdToken(idToken: string, accessToken: string): string | null {
  const [head, body] = idToken.split('.')
  const header = read(head)
  const { typ, alg } = header
  if (typ !== undefined && String(typ).toLowerCase() !== 'jwt') return `typ is ${String(typ)}`
  const { at_hash: given } = read(body)
  if (given !== undefined && given !== leftHalf(String(alg), accessToken)) return 'at_hash is of another access token'
  return null
}

/** OpenID Connect Core 3.1.3.6. */
function leftHalf(alg: string, text: string): string {
  const name = alg === 'EdDSA' || alg === 'Ed25519' ? 'sha512' : `sha${alg.slice(-3)}`
  const digest = createHash(name).update(text).digest()
  return digest.subarray(0, digest.length / 2).toString('base64url')
}

function read(part: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(part ?? '', 'base64url').toString('utf8')) as Record<string, unknown>
}
