import { Secret, TOTP } from 'otpauth'
import type { Ctx } from '#kernel/context.ts'

/** RFC 6238 as every authenticator app takes it; one step of 30 s to either side for clocks that drift. */
const period = 30
const window = 1

export function newTotp(account: string): { secret: string; uri: string } {
  const totp = totpOf(new Secret({ size: 20 }), account)
  return { secret: totp.secret.base32, uri: totp.toString() }
}

/** The vault's purpose: a sealed secret opens for its own person only. */
export function totpPurpose(person: string): string {
  return `identity.totp:${person}`
}

/** Uses a code up: true once for each time step, and never again for that step or an earlier one. */
export async function useTotp(ctx: Ctx, person: string, code: string, wanted: 'confirmed' | 'new'): Promise<boolean> {
  const found = await ctx.query<{ sealed: Buffer }>(
    `SELECT sealed FROM identity.totp WHERE person = $1 AND (confirmed_at IS NOT NULL) = $2`,
    [person, wanted === 'confirmed'],
  )
  const row = found.rows[0]
  if (!row) return false
  const timestamp = ctx.clock.now().getTime()
  const delta = totpOf(Secret.fromBase32(ctx.vault.open(totpPurpose(person), row.sealed)), '').validate({ token: code, timestamp, window })
  if (delta === null) return false
  const step = Math.floor(timestamp / 1000 / period) + delta
  const used = await ctx.query('UPDATE identity.totp SET last_step = $2 WHERE person = $1 AND last_step < $2 AND sealed = $3', [
    person,
    step,
    row.sealed,
  ])
  return used.rowCount === 1
}

function totpOf(secret: Secret, label: string): TOTP {
  return new TOTP({ issuer: 'Optimus', label, secret, algorithm: 'SHA1', digits: 6, period })
}
