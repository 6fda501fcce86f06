import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { Query } from './database.ts'

/**
 * Secrets at rest: each value is sealed with a data key of its own (AES-256-GCM), and that key with the vault's
 * key, so a stolen database tells nothing and a new vault key rewraps data keys only. The name is authenticated
 * with the value: a row cannot be moved under another name.
 */
export interface Vault {
  /** Seals text for storage in a column of one's own; `purpose` must be given again to open it. */
  seal(purpose: string, plain: string): Buffer
  /** Throws a VaultError when the key, the purpose or a single bit differs. */
  open(purpose: string, sealed: Buffer): string
}

export class VaultError extends Error {}

const version = 1
const nonceBytes = 12
const tagBytes = 16
const keyBytes = 32

/** Reads `keys/vault.key` (mode 0600), makes it on first use, or takes the key given by OPTIMUS_VAULT_KEY. */
export function openVault(home: string, givenKey: string | null): Vault {
  return vaultWith(givenKey ? parseKey(givenKey) : readOrMakeKey(join(home, 'keys', 'vault.key')))
}

export function vaultWith(masterKey: Buffer): Vault {
  return {
    seal(purpose, plain) {
      const dataKey = randomBytes(keyBytes)
      const wrapped = encrypt(masterKey, dataKey, `key:${purpose}`)
      const body = encrypt(dataKey, Buffer.from(plain, 'utf8'), `value:${purpose}`)
      return Buffer.concat([Buffer.from([version]), wrapped, body])
    },
    open(purpose, sealed) {
      const wrappedEnd = 1 + nonceBytes + keyBytes + tagBytes
      if (sealed[0] !== version || sealed.length < wrappedEnd + nonceBytes + tagBytes) throw new VaultError('This is not a sealed value.')
      const dataKey = decrypt(masterKey, sealed.subarray(1, wrappedEnd), `key:${purpose}`)
      return decrypt(dataKey, sealed.subarray(wrappedEnd), `value:${purpose}`).toString('utf8')
    },
  }
}

/** Refuses a start whose key does not open what earlier starts sealed; the first start leaves the proof. */
export async function proveVaultKey(vault: Vault, query: Query): Promise<void> {
  const purpose = 'kernel.vault-check'
  await query('INSERT INTO kernel.vault_check (id, sealed) VALUES (1, $1) ON CONFLICT DO NOTHING', [vault.seal(purpose, 'optimus')])
  const found = await query<{ sealed: Buffer }>('SELECT sealed FROM kernel.vault_check WHERE id = 1')
  try {
    vault.open(purpose, found.rows[0]!.sealed)
  } catch {
    throw new VaultError(
      'The vault key does not open this database. Give every node the same OPTIMUS_VAULT_KEY, or the keys/vault.key of the first one.',
    )
  }
}

function readOrMakeKey(file: string): Buffer {
  if (!existsSync(file)) {
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
    writeFileSync(file, `${randomBytes(keyBytes).toString('base64')}\n`, { mode: 0o600, flag: 'wx' })
  }
  chmodSync(file, 0o600)
  return parseKey(readFileSync(file, 'utf8'))
}

function parseKey(text: string): Buffer {
  const key = Buffer.from(text.trim(), 'base64')
  if (key.length !== keyBytes) throw new VaultError('The vault key must be 32 bytes in base64, as `openssl rand -base64 32` prints them.')
  return key
}

function encrypt(key: Buffer, plain: Buffer, purpose: string): Buffer {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Buffer, sealed: Buffer, purpose: string): Buffer {
  const nonce = sealed.subarray(0, nonceBytes)
  const tag = sealed.subarray(sealed.length - tagBytes)
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose)).setAuthTag(tag)
    return Buffer.concat([decipher.update(sealed.subarray(nonceBytes, sealed.length - tagBytes)), decipher.final()])
  } catch (error) {
    throw new VaultError('The sealed value does not open with this key for this purpose.', { cause: error })
  }
}
