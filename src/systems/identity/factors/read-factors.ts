import type { Query } from '#kernel/database.ts'

export interface Factors {
  readonly totpAt: Date | null
  readonly recoveryCodes: number
  readonly passkeys: number
}

/** Which second factors somebody has. */
export async function readFactors(query: Query, person: string): Promise<Factors> {
  const found = await query<{ totp_at: Date | null; codes: number; passkeys: number }>(
    `SELECT (SELECT confirmed_at FROM identity.totp WHERE person = $1) AS totp_at,
       (SELECT count(*)::integer FROM identity.recovery_code WHERE person = $1 AND used_at IS NULL) AS codes,
       (SELECT count(*)::integer FROM identity.passkey WHERE person = $1) AS passkeys`,
    [person],
    'identity.factors',
  )
  const row = found.rows[0]!
  return { totpAt: row.totp_at, recoveryCodes: row.codes, passkeys: row.passkeys }
}

/** What a password alone does not do for: whoever has a factor needs it at every door. */
export function secondFactorsOf(factors: Factors): ('totp' | 'passkey' | 'recovery')[] {
  const strong = [...(factors.totpAt ? (['totp'] as const) : []), ...(factors.passkeys > 0 ? (['passkey'] as const) : [])]
  return strong.length > 0 && factors.recoveryCodes > 0 ? [...strong, 'recovery'] : strong
}
