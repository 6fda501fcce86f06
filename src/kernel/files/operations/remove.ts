import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'

export const remove = operation(contract.remove, async (ctx, { file }) => {
  const removed = await ctx.query('DELETE FROM kernel.file WHERE hash = $1', [file])
  if (removed.rowCount === 0) throw new Problem(errors.not_found)
  await ctx.emit(events.removed, { hash: file })
  return {}
})
