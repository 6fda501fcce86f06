import { operation } from '#kernel/operation.ts'
import { contract } from '../contract.ts'

const keys = {
  day: "to_char(asked_at, 'YYYY-MM-DD')",
  model: "provider || '/' || model",
  provider: 'provider',
  purpose: 'purpose',
  project: 'project::text',
} as const

interface Row {
  key: string | null
  calls: number
  failed: number
  unknown: number
  cost: string
  counted: string
  input: string
  cached: string
  output: string
}

export const spending = operation(contract.spending, async (ctx, { by, days }) => {
  const now = ctx.clock.now()
  const today = Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate())
  const from = new Date(today - (days - 1) * dayMilliseconds)
  const rows = await ctx.query<Row>(
    `SELECT ${keys[by]} AS key, count(*)::integer AS calls, count(*) FILTER (WHERE state = 'failed')::integer AS failed,
       count(*) FILTER (WHERE cost_micros IS NULL)::integer AS unknown, coalesce(sum(cost_micros), 0) AS cost,
       sum(counted_micros) AS counted, coalesce(sum(input_tokens), 0) AS input, coalesce(sum(cached_input_tokens), 0) AS cached,
       coalesce(sum(output_tokens), 0) AS output
     FROM models.call WHERE asked_at >= $1 AND ($2::uuid[] IS NULL OR project = ANY ($2))
     GROUP BY 1 ORDER BY ${by === 'day' ? '1' : 'sum(counted_micros) DESC, 1'}`,
    [from, ctx.projects === 'all' ? null : [...ctx.projects]],
  )
  return { from: asDay(from), to: asDay(now), items: rows.rows.map(asItem) }
})

const dayMilliseconds = 86_400_000

function asDay(date: Date): string {
  return date.toISOString().slice(0, 10)
}

function asItem(row: Row) {
  return {
    key: row.key,
    calls: row.calls,
    failed: row.failed,
    unknown: row.unknown,
    costMicros: Number(row.cost),
    countedMicros: Number(row.counted),
    inputTokens: Number(row.input),
    cachedInputTokens: Number(row.cached),
    outputTokens: Number(row.output),
  }
}
