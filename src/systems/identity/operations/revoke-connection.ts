import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const revokeConnection = operation(contract.revokeConnection, async (ctx, input) => {
  const { person } = ctx.actor
  const revoked = await ctx.query(
    'UPDATE identity.connection SET revoked_at = now() WHERE id = $1 AND person = $2 AND revoked_at IS NULL',
    [input.id, person],
  )
  if (revoked.rowCount !== 1 || person === null) throw new Problem(errors.connection_not_found)
  await ctx.emit(events.connected, { person, connection: input.id })
  await ctx.emit(events.access_changed, { person })
  return {}
})
