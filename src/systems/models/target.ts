import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import { errors } from './errors.ts'
import type { ProviderKind } from './model.ts'
import type { Price } from './price.ts'
import { guardedFetch } from './providers/guarded-fetch.ts'
import { providers } from './providers/index.ts'
import type { Connection } from './providers/port.ts'

/** Everything about the model a call goes to, but the key. */
export interface Target {
  readonly reference: string
  readonly providerId: string
  readonly provider: string
  readonly kind: ProviderKind
  readonly modelId: string
  readonly model: string
  readonly contextWindow: number | null
  readonly maxOutput: number | null
  readonly price: Price
  readonly bytesPerToken: number | null
}

interface TargetRow {
  provider_id: string
  provider: string
  kind: ProviderKind
  is_free: boolean
  model_id: string
  model: string
  context_window: number | null
  max_output: number | null
  input_price: string | null
  cached_input_price: string | null
  cache_write_price: string | null
  output_price: string | null
  bytes_per_token: number | null
}

/** The model of this name when it may be asked: switched on, and its provider not paused. */
export async function findTarget(ctx: Pick<Ctx, 'query'>, reference: string): Promise<Target> {
  const slash = reference.indexOf('/')
  const found = await ctx.query<TargetRow>(
    `SELECT p.id AS provider_id, p.name AS provider, p.kind, p.free_by IS NOT NULL AS is_free, m.id AS model_id, m.name AS model,
       m.context_window, m.max_output, m.input_price, m.cached_input_price, m.cache_write_price, m.output_price, m.bytes_per_token
     FROM models.model m JOIN models.provider p ON p.id = m.provider
     WHERE p.name = $1 AND m.name = $2 AND m.enabled_at IS NOT NULL AND p.paused_at IS NULL`,
    [reference.slice(0, Math.max(slash, 0)), reference.slice(slash + 1)],
    'models.target',
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.no_provider, `There is no model ${reference.slice(0, 200)} that can be asked.`)
  return {
    reference,
    providerId: row.provider_id,
    provider: row.provider,
    kind: row.kind,
    modelId: row.model_id,
    model: row.model,
    contextWindow: row.context_window,
    maxOutput: row.max_output,
    price: row.is_free ? freeOfCharge : priceOf(row),
    bytesPerToken: row.bytes_per_token,
  }
}

/** Somebody said that this server is their own. */
const freeOfCharge: Price = { input: 0n, cachedInput: 0n, cacheWrite: 0n, output: 0n }

function priceOf(row: TargetRow): Price {
  return {
    input: asBigint(row.input_price),
    cachedInput: asBigint(row.cached_input_price),
    cacheWrite: asBigint(row.cache_write_price),
    output: asBigint(row.output_price),
  }
}

function asBigint(text: string | null): bigint | null {
  return text === null ? null : BigInt(text)
}

interface ConnectionRow {
  id: string
  name: string
  kind: ProviderKind
  base_url: string | null
  sealed_key: Buffer | null
  from_environment: boolean
}

/** Address and key of a provider, from the vault or the environment. Throws no_provider when a key is needed and missing. */
export async function connectionOf(ctx: Pick<Ctx, 'query' | 'vault' | 'config'>, providerId: string): Promise<Connection> {
  const found = await ctx.query<ConnectionRow>(
    'SELECT id, name, kind, base_url, sealed_key, from_environment FROM models.provider WHERE id = $1',
    [providerId],
    'models.connection',
  )
  const row = found.rows[0]
  if (!row) throw new Problem(errors.no_provider)
  const key = keyOf(ctx, row)
  if (key === null && providers[row.kind].needsKey)
    throw new Problem(errors.no_provider, `The provider ${row.name} has no key; give it one.`)
  const baseUrl = addressOf(ctx, row)
  return { baseUrl, key, fetch: guardedFetch(baseUrl) }
}

/** Every key there is, so that none of them leaves in a question. */
export async function knownKeys(ctx: Pick<Ctx, 'query' | 'vault' | 'config'>): Promise<string[]> {
  const rows = await ctx.query<ConnectionRow>(
    'SELECT id, name, kind, base_url, sealed_key, from_environment FROM models.provider',
    [],
    'models.keys',
  )
  const inEnvironment = Object.entries(ctx.config.providerDefaults).flatMap(([name, value]) => (name.endsWith('_API_KEY') ? [value] : []))
  return [...rows.rows.flatMap((row) => keyOf(ctx, row) ?? []), ...inEnvironment]
}

export function addressOf(ctx: Pick<Ctx, 'config'>, row: Pick<ConnectionRow, 'kind' | 'base_url' | 'from_environment'>): string {
  const { environment, officialUrl } = providers[row.kind]
  const given = row.from_environment && environment ? ctx.config.providerDefaults[environment.baseUrl] : undefined
  return (row.base_url ?? given ?? officialUrl ?? '').replace(/\/+$/, '')
}

function keyOf(ctx: Pick<Ctx, 'vault' | 'config'>, row: ConnectionRow): string | null {
  if (row.sealed_key) return ctx.vault.open(keyPurpose(row.id), row.sealed_key)
  const { environment } = providers[row.kind]
  // The environment's key belongs to the environment's address.
  const isGiven = row.from_environment && row.base_url === null && environment !== null
  return isGiven ? (ctx.config.providerDefaults[environment.key] ?? null) : null
}

export function keyPurpose(providerId: string): string {
  return `models.provider:${providerId}`
}
