import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { requireSelf } from '../require-person.ts'

export const renamePasskey = operation(contract.renamePasskey, async (ctx, input) => {
  const person = await requireSelf(ctx)
  const renamed = await ctx.query('UPDATE identity.passkey SET name = $3 WHERE id = $1 AND person = $2', [input.id, person.id, input.name])
  if (renamed.rowCount !== 1) throw new Problem(errors.factor_not_found)
  return {}
})
