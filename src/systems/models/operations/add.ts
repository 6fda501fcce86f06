import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findModel } from '../find-model.ts'
import { findProvider } from '../provider-row.ts'

export const add = operation(contract.add, async (ctx, input) => {
  const provider = await findProvider(ctx, input.provider)
  const id = ctx.id()
  const { price } = input
  const made = await ctx.query(
    `INSERT INTO models.model (id, provider, name, enabled_at, context_window, max_output, input_price, cached_input_price, cache_write_price,
       output_price, price_source, price_date, added_by)
     VALUES ($1, $2, $3, CASE WHEN $4::boolean THEN now() END, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT DO NOTHING`,
    [
      id,
      provider.id,
      input.name,
      input.enabled ?? true,
      input.contextWindow ?? null,
      input.maxOutputTokens ?? null,
      price?.input ?? null,
      price?.cachedInput ?? null,
      price?.cacheWrite ?? null,
      price?.output ?? null,
      price ? (input.priceSource ?? ctx.actor.name) : null,
      price ? (input.priceDate ?? ctx.clock.now().toISOString().slice(0, 10)) : null,
      ctx.actor.name,
    ],
  )
  if (made.rowCount !== 1) throw new Problem(kernelErrors.conflict, `${provider.name} has a model ${input.name} already.`)
  await ctx.emit(events.model_changed, { model: id })
  return findModel(ctx, id)
})
