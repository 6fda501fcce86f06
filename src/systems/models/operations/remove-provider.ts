import { Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { errors } from '../errors.ts'
import { events } from '../events.ts'
import { asProvider, findProvider } from '../provider-row.ts'

export const removeProvider = operation(contract.removeProvider, async (ctx, input) => {
  const row = await findProvider(ctx, input.provider)
  if (row.from_environment && asProvider(ctx, row).key === 'environment') throw new Problem(errors.from_environment)
  await ctx.query('DELETE FROM models.provider WHERE id = $1', [row.id])
  await ctx.emit(events.provider_changed, { provider: row.id })
  return {}
})
