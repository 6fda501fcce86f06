import { kernelErrors, Problem } from '#kernel/errors.ts'
import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'
import { events } from '../events.ts'
import { findModel } from '../find-model.ts'

export const update = operation(contract.update, async (ctx, input) => {
  const { price } = input
  const changed = await ctx.query(
    `UPDATE models.model SET
       enabled_at = CASE WHEN $2::boolean IS NULL THEN enabled_at WHEN $2 THEN coalesce(enabled_at, now()) END,
       context_window = CASE WHEN $3 THEN $4 ELSE context_window END, max_output = CASE WHEN $5 THEN $6 ELSE max_output END,
       input_price = CASE WHEN $7 THEN $8 ELSE input_price END, cached_input_price = CASE WHEN $7 THEN $9 ELSE cached_input_price END,
       cache_write_price = CASE WHEN $7 THEN $10 ELSE cache_write_price END, output_price = CASE WHEN $7 THEN $11 ELSE output_price END,
       price_source = CASE WHEN $7 THEN $12 ELSE price_source END, price_date = CASE WHEN $7 THEN $13::date ELSE price_date END,
       version = version + 1
     WHERE id = $1 AND ($14::integer IS NULL OR version = $14)`,
    [
      input.id,
      input.enabled ?? null,
      input.contextWindow !== undefined,
      input.contextWindow ?? null,
      input.maxOutputTokens !== undefined,
      input.maxOutputTokens ?? null,
      price !== undefined,
      price?.input ?? null,
      price?.cachedInput ?? null,
      price?.cacheWrite ?? null,
      price?.output ?? null,
      input.priceSource ?? ctx.actor.name,
      input.priceDate ?? ctx.clock.now().toISOString().slice(0, 10),
      ctx.ifMatch,
    ],
  )
  const current = await findModel(ctx, input.id)
  if (changed.rowCount !== 1) throw new Problem(kernelErrors.stale_version, undefined, { current })
  await ctx.emit(events.model_changed, { model: input.id })
  return current
})
