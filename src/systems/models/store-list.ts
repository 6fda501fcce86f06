import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { events } from './events.ts'
import { answersInWords, knownDate, knownModel, knownSource } from './known-models.ts'
import { ListProblem, listModels, type ListedModel } from './providers/list-models.ts'
import { providers } from './providers/index.ts'
import { findProvider } from './provider-row.ts'
import { addressOf, connectionOf } from './target.ts'

export type ReadList = { readonly models: readonly ListedModel[] } | { readonly problem: string }

/** Asks the provider. What it could not be asked for is an answer too: it is shown, and nothing is forgotten. */
export async function readList(ctx: Ctx, providerId: string, signal: AbortSignal): Promise<ReadList> {
  const provider = await findProvider(ctx, providerId)
  try {
    const connection = await connectionOf(ctx, providerId)
    return { models: await listModels(providers[provider.kind], connection, signal) }
  } catch (error) {
    if (error instanceof ListProblem || error instanceof Problem) return { problem: error.message }
    throw error
  }
}

/**
 * Stores what was listed. New models that answer in words are switched on where their price is known or nothing is paid;
 * a person's choices and prices stay.
 */
export async function storeList(ctx: Ctx, providerId: string, list: ReadList): Promise<{ added: number; listed: number | null }> {
  return ctx.transaction(async (open) => {
    const provider = await findProvider(open, providerId)
    if ('problem' in list) {
      await open.query('UPDATE models.provider SET list_problem = $2 WHERE id = $1', [providerId, list.problem])
      await open.emit(events.provider_changed, { provider: providerId })
      return { added: 0, listed: null }
    }
    const baseUrl = addressOf(open, provider)
    const rows = list.models.map((model) => rowOf(open, { model, baseUrl, isFree: provider.is_free }))
    const stored = await open.query<{ is_new: boolean }>(insertListed, [providerId, JSON.stringify(rows), knownSource, knownDate])
    await open.query('UPDATE models.provider SET listed_at = now(), list_problem = NULL WHERE id = $1', [providerId])
    await open.emit(events.provider_changed, { provider: providerId })
    return { added: stored.rows.filter((row) => row.is_new).length, listed: rows.length }
  })
}

function rowOf(ctx: Ctx, { model, baseUrl, isFree }: { model: ListedModel; baseUrl: string; isFree: boolean }) {
  const known = knownModel(baseUrl, model.name)
  const speaks = answersInWords(model.name)
  return {
    id: ctx.id(),
    name: model.name,
    enabled: speaks && (known !== null || isFree),
    context_window: known?.contextWindow ?? model.contextWindow,
    max_output: known?.maxOutput ?? null,
    input_price: known?.price.input?.toString() ?? null,
    cached_input_price: known?.price.cachedInput?.toString() ?? null,
    cache_write_price: known?.price.cacheWrite?.toString() ?? null,
    output_price: known?.price.output?.toString() ?? null,
    has_price: known !== null,
  }
}

const insertListed = `INSERT INTO models.model AS known (id, provider, name, enabled_at, context_window, max_output, input_price,
    cached_input_price, cache_write_price, output_price, price_source, price_date, listed_at)
  SELECT id, $1, name, CASE WHEN enabled THEN now() END, context_window, max_output, input_price, cached_input_price, cache_write_price,
    output_price, CASE WHEN has_price THEN $3 END, CASE WHEN has_price THEN $4::date END, now()
  FROM jsonb_to_recordset($2::jsonb) AS listed (id uuid, name text, enabled boolean, context_window integer, max_output integer,
    input_price bigint, cached_input_price bigint, cache_write_price bigint, output_price bigint, has_price boolean)
  ON CONFLICT (provider, name) DO UPDATE SET listed_at = now(), context_window = coalesce(known.context_window, excluded.context_window)
  RETURNING xmax = 0 AS is_new`
