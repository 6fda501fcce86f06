import type { Ctx } from '#kernel/context.ts'
import type { Estimate, EstimateRequest, UsableModel } from './completion.ts'
import { mostMicros } from './price.ts'
import { freeOr } from './model-row.ts'
import { providers } from './providers/index.ts'
import { findTarget } from './target.ts'
import { estimateTokens, utf8Bytes } from './tokens.ts'

interface UsableRow {
  model: string
  provider: string
  kind: UsableModel['kind']
  context_window: number | null
  max_output: number | null
  input_price: string | null
  output_price: string | null
  rests_until: Date | null
  has_key: boolean
  from_environment: boolean
}

const usable = `SELECT p.name || '/' || m.name AS model, p.name AS provider, p.kind, m.context_window, m.max_output,
    ${freeOr('m.input_price')} AS input_price, ${freeOr('m.output_price')} AS output_price, CASE WHEN p.rests_until > now() THEN p.rests_until END AS rests_until,
    p.sealed_key IS NOT NULL AS has_key, p.from_environment AND p.base_url IS NULL AS from_environment
  FROM models.model m JOIN models.provider p ON p.id = m.provider
  WHERE m.enabled_at IS NOT NULL AND p.paused_at IS NULL`

/** The models that can be asked now, by provider and name. */
export async function listUsableModels(ctx: Pick<Ctx, 'query' | 'config'>): Promise<UsableModel[]> {
  const rows = await ctx.query<UsableRow>(`${usable} ORDER BY p.name, m.name`, [], 'models.usable')
  return rows.rows
    .filter((row) => row.has_key || !needsKey(ctx, row))
    .map((row) => ({
      model: row.model,
      provider: row.provider,
      kind: row.kind,
      contextWindow: row.context_window,
      maxOutputTokens: row.max_output,
      inputPrice: row.input_price === null ? null : Number(row.input_price),
      outputPrice: row.output_price === null ? null : Number(row.output_price),
      restsUntil: row.rests_until?.toISOString() ?? null,
    }))
}

/** Whether it waits for a key: its kind needs one, and the environment has none for it. */
function needsKey(ctx: Pick<Ctx, 'config'>, row: UsableRow): boolean {
  const { environment, needsKey: isNeeded } = providers[row.kind]
  const given = row.from_environment && environment ? ctx.config.providerDefaults[environment.key] : undefined
  return isNeeded && given === undefined
}

/** What a call would cost at most, from the price and what this model's tokens were like until now. */
export async function estimateCost(ctx: Pick<Ctx, 'query'>, request: EstimateRequest): Promise<Estimate> {
  const target = await findTarget(ctx, request.model)
  const bytes = typeof request.input === 'number' ? request.input : utf8Bytes(request.input)
  const inputTokens = estimateTokens(bytes, target.bytesPerToken)
  const most = mostMicros(target.price, inputTokens, Math.min(request.maxOutputTokens, target.maxOutput ?? request.maxOutputTokens))
  return { inputTokens, mostMicros: most === null ? null : Number(most) }
}
