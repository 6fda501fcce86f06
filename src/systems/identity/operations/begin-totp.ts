import { renderSVG } from 'uqr'
import { operation } from '#kernel/operation.ts'
import { Problem } from '#kernel/errors.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { newTotp, totpPurpose } from '../factors/totp.ts'
import { requireSelf } from '../require-person.ts'

export const beginTotp = operation(contract.beginTotp, async (ctx) => {
  const person = await requireSelf(ctx)
  const { secret, uri } = newTotp(person.email)
  const begun = await ctx.query(
    `INSERT INTO identity.totp AS t (person, sealed) VALUES ($1, $2)
     ON CONFLICT (person) DO UPDATE SET sealed = excluded.sealed, created_at = now() WHERE t.confirmed_at IS NULL`,
    [person.id, ctx.vault.seal(totpPurpose(person.id), secret)],
  )
  if (begun.rowCount !== 1) throw new Problem(errors.totp_exists)
  return { secret, uri, qr: renderSVG(uri, { border: 2 }) }
})
