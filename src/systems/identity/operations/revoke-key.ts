import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const revokeKey = operation(contract.revokeKey, async (ctx, input) => {
  const revoked = await ctx.query('UPDATE identity.api_key SET revoked_at = now() WHERE id = $1 AND person = $2 AND revoked_at IS NULL', [
    input.id,
    ctx.actor.person,
  ])
  if (revoked.rowCount !== 1) throw new Problem(errors.key_not_found)
  await ctx.emit(events.key_revoked, { person: ctx.actor.person!, key: input.id })
  await ctx.emit(events.access_changed, { person: ctx.actor.person! })
  return {}
})
