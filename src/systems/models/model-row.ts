import type { Model } from './model.ts'

export interface ModelRow {
  id: string
  reference: string
  provider: string
  name: string
  kind: Model['kind']
  enabled: boolean
  context_window: number | null
  max_output: number | null
  input_price: string | null
  cached_input_price: string | null
  cache_write_price: string | null
  output_price: string | null
  price_source: string | null
  price_date: string | null
  added_by: string | null
  listed_at: Date | null
  version: number
}

export const modelSelect = `SELECT m.id, p.name || '/' || m.name AS reference, p.name AS provider, m.name, p.kind,
    m.enabled_at IS NOT NULL AS enabled, m.context_window, m.max_output, m.input_price, m.cached_input_price, m.cache_write_price,
    m.output_price, m.price_source, m.price_date::text AS price_date, m.added_by, m.listed_at, m.version
  FROM models.model m JOIN models.provider p ON p.id = m.provider`

export function asModel(row: ModelRow): Model {
  return {
    id: row.id,
    reference: row.reference,
    provider: row.provider,
    name: row.name,
    kind: row.kind,
    enabled: row.enabled,
    contextWindow: row.context_window,
    maxOutputTokens: row.max_output,
    price: {
      input: asNumber(row.input_price),
      cachedInput: asNumber(row.cached_input_price),
      cacheWrite: asNumber(row.cache_write_price),
      output: asNumber(row.output_price),
    },
    priceSource: row.price_source,
    priceDate: row.price_date,
    addedBy: row.added_by,
    listedAt: row.listed_at?.toISOString() ?? null,
    version: row.version,
  }
}

/** Postgres gives bigint as text; nobody's price goes beyond what a number holds. */
export function asNumber(text: string | null): number | null {
  return text === null ? null : Number(text)
}
