import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { requireFactorLeft } from '../factors/require-factor-left.ts'
import { requireSelf } from '../require-person.ts'

export const removeTotp = operation(contract.removeTotp, async (ctx) => {
  const person = await requireSelf(ctx)
  const removed = await ctx.query('DELETE FROM identity.totp WHERE person = $1', [person.id])
  if (removed.rowCount !== 1) throw new Problem(errors.factor_not_found)
  await requireFactorLeft(ctx, person.id)
  await ctx.emit(events.credential_changed, { person: person.id, change: 'totp-removed' })
  return {}
})
