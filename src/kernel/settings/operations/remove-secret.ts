import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const removeSecret = operation(contract.removeSecret, async (ctx, input) => {
  const removed = await ctx.query('DELETE FROM kernel.secret WHERE name = $1', [input.name])
  if (removed.rowCount !== 1) throw new Problem(errors.secret_not_found)
  await ctx.emit(events.secret_changed, { name: input.name })
  return {}
})
