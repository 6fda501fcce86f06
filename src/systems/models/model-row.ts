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

/** What costs nothing, because the server is somebody's own, or the price. */
export function freeOr(column: string): string {
  return `CASE WHEN p.free_by IS NULL THEN ${column} ELSE 0 END`
}

export const modelSelect = `SELECT m.id, p.name || '/' || m.name AS reference, p.name AS provider, m.name, p.kind,
    m.enabled_at IS NOT NULL AS enabled, m.context_window, m.max_output, m.added_by, m.listed_at, m.version,
    ${freeOr('m.input_price')} AS input_price, ${freeOr('m.cached_input_price')} AS cached_input_price,
    ${freeOr('m.cache_write_price')} AS cache_write_price, ${freeOr('m.output_price')} AS output_price,
    CASE WHEN p.free_by IS NULL THEN m.price_source ELSE 'own server, says ' || p.free_by END AS price_source,
    CASE WHEN p.free_by IS NULL THEN m.price_date::text END AS price_date
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
