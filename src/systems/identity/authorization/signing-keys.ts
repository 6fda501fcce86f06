import { createPrivateKey, createPublicKey, generateKeyPairSync, type JsonWebKey, type KeyObject } from 'node:crypto'
import type { Query } from '#kernel/database.ts'
import { newId } from '#kernel/ids.ts'
import type { Vault } from '#kernel/vault.ts'

/** A new key signs after so many days; the one before it is still published for a day. */
const rotationDays = 30
const purpose = 'identity.signing-key'

interface Row {
  id: string
  public_jwk: JsonWebKey
  sealed: Buffer
}

/** The public halves of every key whose tokens may still be in use, as RFC 7517 wants them. */
export async function publicKeys(query: Query): Promise<(JsonWebKey & { kid: string })[]> {
  const rows = await query<Row>(
    `SELECT id, public_jwk FROM identity.signing_key WHERE created_at > now() - interval '${rotationDays + 1} days' ORDER BY created_at DESC`,
    [],
    'identity.public-keys',
  )
  return rows.rows.map((row) => ({ ...row.public_jwk, kid: row.id, alg: 'EdDSA', use: 'sig' }))
}

const known = new Map<string, { key: KeyObject; until: number }>()
const knownMilliseconds = 3_600_000

/** One published key. It never changes, so it is read once an hour; unknown ids are not remembered. */
export async function publicKey(query: Query, id: string): Promise<KeyObject | null> {
  const remembered = known.get(id)
  if (remembered && remembered.until > Date.now()) return remembered.key
  known.delete(id)
  const found = (await publicKeys(query)).find((one) => one.kid === id)
  if (!found) return null
  const key = createPublicKey({ key: found, format: 'jwk' })
  known.set(id, { key, until: Date.now() + knownMilliseconds })
  return key
}

/** The key that signs now; made when there is none young enough. Two nodes that make one at once may both use theirs. */
export async function signingKey(query: Query, vault: Vault): Promise<{ kid: string; key: KeyObject }> {
  const find = () =>
    query<Row>(
      `SELECT id, sealed FROM identity.signing_key WHERE created_at > now() - interval '${rotationDays} days' ORDER BY created_at DESC LIMIT 1`,
      [],
      'identity.signing-key',
    )
  let row = (await find()).rows[0]
  if (!row) {
    const { publicKey, privateKey } = generateKeyPairSync('ed25519')
    const sealed = vault.seal(purpose, privateKey.export({ type: 'pkcs8', format: 'pem' }) as string)
    await query('INSERT INTO identity.signing_key (id, public_jwk, sealed) VALUES ($1, $2, $3)', [
      newId(),
      JSON.stringify(publicKey.export({ format: 'jwk' })),
      sealed,
    ])
    row = (await find()).rows[0]!
  }
  return { kid: row.id, key: createPrivateKey(vault.open(purpose, row.sealed)) }
}
