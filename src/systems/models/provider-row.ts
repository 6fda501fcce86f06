import type { Ctx } from '#kernel/context.ts'
import { kernelErrors, Problem } from '#kernel/errors.ts'
import { isId } from '#kernel/ids.ts'
import type { Provider } from './provider.ts'
import { providers } from './providers/index.ts'
import { addressOf } from './target.ts'

export interface ProviderRow {
  id: string
  name: string
  kind: Provider['kind']
  base_url: string | null
  has_key: boolean
  key_hint: string | null
  from_environment: boolean
  is_free: boolean
  is_paused: boolean
  models: number
  enabled_models: number
  failures: number
  rests_until: Date | null
  failure: string | null
  failed_at: Date | null
  answered_at: Date | null
  listed_at: Date | null
  list_problem: string | null
  version: number
}

export const providerSelect = `SELECT p.id, p.name, p.kind, p.base_url, p.sealed_key IS NOT NULL AS has_key, p.key_hint, p.from_environment,
    p.free_by IS NOT NULL AS is_free, p.paused_at IS NOT NULL AS is_paused, p.failures,
    CASE WHEN p.rests_until > now() THEN p.rests_until END AS rests_until, p.failure, p.failed_at, p.answered_at, p.listed_at,
    p.list_problem, p.version,
    (SELECT count(*)::integer FROM models.model m WHERE m.provider = p.id) AS models,
    (SELECT count(*)::integer FROM models.model m WHERE m.provider = p.id AND m.enabled_at IS NOT NULL) AS enabled_models
  FROM models.provider p`

/** By id or by name, as people type it. */
export async function findProvider(ctx: Pick<Ctx, 'query'>, idOrName: string): Promise<ProviderRow> {
  const rows = await ctx.query<ProviderRow>(`${providerSelect} WHERE ${isId(idOrName) ? 'p.id = $1::uuid' : 'p.name = $1'}`, [idOrName])
  const row = rows.rows[0]
  if (!row) throw new Problem(kernelErrors.not_found, 'There is no such provider.')
  return row
}

export function asProvider(ctx: Pick<Ctx, 'config'>, row: ProviderRow): Provider {
  return {
    id: row.id,
    name: row.name,
    kind: row.kind,
    baseUrl: addressOf(ctx, row),
    key: keySource(ctx, row),
    keyHint: row.key_hint,
    fromEnvironment: row.from_environment,
    free: row.is_free,
    paused: row.is_paused,
    models: row.models,
    enabledModels: row.enabled_models,
    failures: row.failures,
    restsUntil: row.rests_until?.toISOString() ?? null,
    failure: row.failure,
    failedAt: row.failed_at?.toISOString() ?? null,
    answeredAt: row.answered_at?.toISOString() ?? null,
    listedAt: row.listed_at?.toISOString() ?? null,
    listProblem: row.list_problem,
    version: row.version,
  }
}

function keySource(ctx: Pick<Ctx, 'config'>, row: ProviderRow): Provider['key'] {
  if (row.has_key) return 'vault'
  const { environment, needsKey } = providers[row.kind]
  if (row.from_environment && row.base_url === null && environment && ctx.config.providerDefaults[environment.key]) return 'environment'
  return needsKey ? 'missing' : 'none'
}

/** The last four characters of a long key; of a short one nothing, as it would give too much away. */
export function hintOf(key: string): string {
  return key.length >= 16 ? `…${key.slice(-4)}` : '…'
}
