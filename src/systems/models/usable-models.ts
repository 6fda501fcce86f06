import type { Ctx } from '#kernel/context.ts'
import { Problem } from '#kernel/errors.ts'
import type { Estimate, EstimateRequest, UsableModel } from './completion.ts'
import { errors } from './errors.ts'
import { mostMicros } from './price.ts'
import { estimateTokens, utf8Bytes } from './tokens.ts'

interface UsableRow {
  model: string
  provider: string
  kind: UsableModel['kind']
  context_window: number | null
  max_output: number | null
  input_price: string | null
  output_price: string | null
  bytes_per_token: number | null
  rests_until: Date | null
}

const usable = `SELECT p.name || '/' || m.name AS model, p.name AS provider, p.kind, m.context_window, m.max_output,
    m.input_price, m.output_price, m.bytes_per_token, CASE WHEN p.rests_until > now() THEN p.rests_until END AS rests_until
  FROM models.model m JOIN models.provider p ON p.id = m.provider
  WHERE m.enabled_at IS NOT NULL AND p.paused_at IS NULL`

/** The models that can be asked now, by provider and name. */
export async function listUsableModels(ctx: Pick<Ctx, 'query'>): Promise<UsableModel[]> {
  const rows = await ctx.query<UsableRow>(`${usable} ORDER BY p.name, m.name`, [], 'models.usable')
  return rows.rows.map((row) => ({
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

/** What a call would cost at most, from the price and what this model's tokens were like until now. */
export async function estimateCost(ctx: Pick<Ctx, 'query'>, request: EstimateRequest): Promise<Estimate> {
  const rows = await ctx.query<UsableRow>(`${usable} AND p.name || '/' || m.name = $1`, [request.model], 'models.estimate')
  const row = rows.rows[0]
  if (!row) throw new Problem(errors.no_provider, `There is no model ${request.model} that can be asked.`)
  const bytes = typeof request.input === 'number' ? request.input : utf8Bytes(request.input)
  const inputTokens = estimateTokens(bytes, row.bytes_per_token)
  const price = { input: asBig(row.input_price), output: asBig(row.output_price) }
  const most = mostMicros(price, inputTokens, request.maxOutputTokens)
  return { inputTokens, mostMicros: most === null ? null : Number(most) }
}

function asBig(text: string | null): bigint | null {
  return text === null ? null : BigInt(text)
}
