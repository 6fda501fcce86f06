import type { z } from 'zod'
import type { Ctx } from '#kernel/context.ts'
import type { CouncilState } from '../aggregation/state.ts'
import { suggestPauses } from '../learning/pause.ts'
import type { Scorecard } from '../learning/scorecard.ts'
import type { voterScores } from '../score-shape.ts'
import type { PlacedForecast } from './read-forecasts.ts'
import { asScores } from './score-view.ts'

type VoterScores = z.output<typeof voterScores>

interface SeatTotals {
  voter: string
  name: string
  kind: 'persona' | 'person'
  answered: number
  absent: number
  cost: string
}

export interface Scored {
  readonly state: CouncilState
  readonly cards: Readonly<Record<string, Scorecard>>
  readonly forecasts: readonly PlacedForecast[]
}

/** Each voter's scores beside what was learned about it and what its ballots cost; of the questions given only. */
export async function scoreVoters(ctx: Pick<Ctx, 'query'>, { state, cards, forecasts }: Scored): Promise<VoterScores[]> {
  const questions = [...new Set(forecasts.flatMap(({ question }) => question ?? []))]
  const totals = await ctx.query<SeatTotals>(
    `SELECT voter, (array_agg(name ORDER BY changed_at DESC))[1] AS name, min(kind) AS kind, count(*) FILTER (WHERE state = 'answered')::integer AS answered,
       count(*) FILTER (WHERE state = 'absent')::integer AS absent, coalesce(sum(cost_micros), 0) AS cost
     FROM council.seat WHERE question = ANY ($1) GROUP BY voter ORDER BY min(position), voter`,
    [questions],
  )
  const paused = new Set(suggestPauses(state))
  return totals.rows.map((row) => {
    const seat = state.voters.findIndex((voter) => voter.id === row.voter)
    const known = state.voters[seat]
    const card = cards[row.voter] ?? {}
    const cost = Number(row.cost)
    return {
      ...asScores(card),
      voter: row.voter,
      name: row.name,
      kind: row.kind,
      weight: known && known.answered > 0 ? state.weights[seat]! : null,
      answered: row.answered,
      absent: row.absent,
      flippedToRight: known?.flippedToRight ?? 0,
      flippedToWrong: known?.flippedToWrong ?? 0,
      costMicros: cost,
      costPerPointMicros: costPerPoint(card, cost),
      pauseSuggested: paused.has(row.voter),
    }
  })
}

/** Cost for each 0.01 of mean Brier score that its ballots are better than an even chance. */
export function costPerPoint({ choices }: Scorecard, cost: number): number | null {
  const skill = choices?.skillOverEvenChance
  if (!choices || skill === undefined || skill >= 1) return null
  const gained = choices.brier / (1 - skill) - choices.brier
  return gained > 0 ? cost / (100 * gained) : null
}
