import type { ProjectReach } from '#kernel/actor.ts'
import type { Ctx } from '#kernel/context.ts'
import type { Settings } from '../aggregation/settings.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { forecastLedger, type Forecast } from '../learning/replay.ts'
import { readLedger } from '../outcomes/ledger-store.ts'

export type PlacedForecast = Forecast & { readonly question: string | null; readonly seq: number; readonly at: Date }

export interface Wanted {
  readonly projects: ProjectReach
  readonly domain?: string | undefined
  readonly since?: Date | undefined
  readonly settings?: Settings
}

/**
 * What the council and each voter said before every outcome: of the questions that this viewer may see. Each is foretold
 * with what was known before it, so a later one never helps an earlier one.
 */
export async function readForecasts(
  ctx: Pick<Ctx, 'query'>,
  wanted: Wanted,
): Promise<{ state: CouncilState; forecasts: PlacedForecast[] }> {
  const { rows, entries } = await readLedger(ctx)
  const { state, forecasts } = forecastLedger(entries, wanted.settings)
  const visible = await visibleQuestions(ctx, wanted.projects)
  const placed = forecasts.flatMap((forecast): PlacedForecast[] => {
    const row = rows[forecast.row]!
    if (visible && !visible.has(row.question ?? '')) return []
    if (wanted.domain !== undefined && forecast.domain !== wanted.domain) return []
    if (wanted.since && row.at < wanted.since) return []
    return [{ ...forecast, question: row.question, seq: Number(row.seq), at: row.at }]
  })
  return { state, forecasts: placed }
}

async function visibleQuestions(ctx: Pick<Ctx, 'query'>, projects: ProjectReach): Promise<Set<string> | null> {
  if (projects === 'all') return null
  const rows = await ctx.query<{ id: string }>('SELECT id FROM council.question WHERE project = ANY ($1)', [[...projects]])
  return new Set(rows.rows.map((row) => row.id))
}
