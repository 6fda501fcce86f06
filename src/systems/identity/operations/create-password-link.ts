import { randomBytes } from 'node:crypto'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { requireMayChange } from '../read-access.ts'
import { hashSecret } from '../token.ts'

export const createPasswordLink = operation(contract.createPasswordLink, async (ctx, input) => {
  await requireMayChange(ctx, input.id)
  const token = randomBytes(32).toString('base64url')
  await ctx.query("DELETE FROM identity.ceremony WHERE person = $1 AND purpose = 'password-link'", [input.id])
  await ctx.query(
    `INSERT INTO identity.ceremony (id, purpose, person, token_hash, expires_at)
     VALUES ($1, 'password-link', $2, $3, now() + interval '1 hour')`,
    [ctx.id(), input.id, hashSecret(token)],
  )
  await ctx.emit(events.credential_changed, { person: input.id, change: 'password-link' })
  return { link: `${ctx.config.publicUrl}/password#token=${token}` }
})
