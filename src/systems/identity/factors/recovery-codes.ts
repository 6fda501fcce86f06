import { createHash, randomBytes } from 'node:crypto'
import type { Ctx } from '#kernel/context.ts'

const count = 10
const bytes = 15
const alphabet = 'ABCDEFGHJKMNPQRSTVWXYZ0123456789'

/** Ten new codes of 120 bits, shown once; the old ones are worth nothing any more. */
export async function replaceRecoveryCodes(ctx: Ctx, person: string): Promise<string[]> {
  const codes = Array.from({ length: count }, newCode)
  await ctx.query('DELETE FROM identity.recovery_code WHERE person = $1', [person])
  await ctx.query('INSERT INTO identity.recovery_code (person, code_hash) SELECT $1, unnest($2::bytea[])', [person, codes.map(hashCode)])
  return codes
}

/** Uses a code up, however it was typed. */
export async function useRecoveryCode(ctx: Ctx, person: string, code: string): Promise<boolean> {
  const used = await ctx.query(
    'UPDATE identity.recovery_code SET used_at = now() WHERE person = $1 AND code_hash = $2 AND used_at IS NULL',
    [person, hashCode(code)],
  )
  return used.rowCount === 1
}

function newCode(): string {
  let bits = BigInt(`0x${randomBytes(bytes).toString('hex')}`)
  let text = ''
  for (let index = 0; index < (bytes * 8) / 5; index += 1) {
    text += alphabet[Number(bits & 31n)]
    bits >>= 5n
  }
  return text.match(/.{4}/g)!.join('-')
}

function hashCode(code: string): Buffer {
  return createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z0-9]/g, ''))
    .digest()
}
