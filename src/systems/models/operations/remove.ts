import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findModel } from '../find-model.ts'

export const remove = operation(contract.remove, async (ctx, { id }) => {
  const model = await findModel(ctx, id)
  await ctx.query('DELETE FROM models.model WHERE id = $1', [model.id])
  await ctx.emit(events.model_changed, { model: model.id })
  return {}
})
