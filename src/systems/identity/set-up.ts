import { randomBytes } from 'node:crypto'
import type { Kernel } from '#kernel/kernel.ts'
import { newId } from '#kernel/ids.ts'
import { hashPassword } from './password.ts'
import { hashSecret } from './token.ts'

/**
 * What a start does while there is no owner: creates the one that the environment names, or a fresh one-time
 * set-up link. Null when there is an owner.
 */
export async function prepareOwner(kernel: Kernel): Promise<string | null> {
  const owner = await kernel.query('SELECT 1 FROM identity.person LIMIT 1')
  if (owner.rowCount) return null
  if (kernel.config.owner) {
    const { email, password } = kernel.config.owner
    await kernel.query(
      `INSERT INTO identity.person (id, name, email, password_hash, role) SELECT $1, $2, $3, $4, 'owner'
       WHERE NOT EXISTS (SELECT 1 FROM identity.person)`,
      [newId(), email.split('@')[0], email, await hashPassword(password)],
    )
    return null
  }
  const token = randomBytes(24).toString('base64url')
  await kernel.query(
    'INSERT INTO identity.set_up_token (id, token_hash) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET token_hash = excluded.token_hash, created_at = now()',
    [hashSecret(token)],
  )
  return `${kernel.config.publicUrl}/set-up#token=${token}`
}
