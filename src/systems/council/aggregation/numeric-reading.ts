import type { Absence, Echo, NumericBallot, Quantiles } from './ballot.ts'
import { oneEach } from './choice-reading.ts'
import { separateEchoes } from './echo.ts'
import { seatVoters, votingWeights } from './panel.ts'
import type { NumericQuestion } from './question.ts'
import { domainOf } from './question.ts'
import type { CouncilState } from './state.ts'
import { admitVoters, quantileLevels } from './state.ts'
import { findTwins } from './twins.ts'
import { byCodeUnit } from './vector.ts'
import { weightedQuantile } from './weighted-quantile.ts'

export type CleanEstimate = {
  readonly voice: NumericBallot
  /** The 10, 50 and 90 % quantiles. */
  readonly values: readonly number[]
  readonly top: string
  readonly numbers: readonly number[]
}

export type NumericPanel = {
  readonly state: CouncilState
  readonly estimates: readonly CleanEstimate[]
  readonly seats: readonly number[]
  /** Voting weights of the estimates, not below 0. */
  readonly weights: readonly number[]
  /** Where the council's weighted medians put the middle, and how wide; learning happens on this scale. */
  readonly centre: number
  readonly width: number
  readonly absent: readonly Absence[]
  readonly echoes: readonly Echo[]
}

/** Checks the estimates and seats their voters. */
export function readEstimates(question: NumericQuestion, ballots: readonly NumericBallot[], known: CouncilState): NumericPanel {
  const absent: Absence[] = []
  const clean: CleanEstimate[] = []
  for (const ballot of oneEach(ballots, absent)) {
    const why = ballot.absent ?? defectOf(ballot.quantiles)
    if (why) absent.push({ voter: ballot.voter, why })
    else clean.push(cleanEstimate(ballot, ballot.quantiles!))
  }
  absent.sort((left, right) => byCodeUnit(left.voter, right.voter))
  const { counted, echoes } = separateEchoes(clean, question.evidence)
  const voters = counted.map(({ voice }) => voice.voter)
  const state = admitVoters(
    known,
    counted.map(({ voice }) => ({ id: voice.voter, provider: voice.provider })),
  )
  const { seats } = seatVoters(question, voters, state)
  const learned = votingWeights(state, domainOf(question))
  const weights = seats.map((seat) => Math.max(0, learned[seat]!))
  for (const { seat, ballots } of findTwins(state, seats).standIns) {
    for (const ballot of ballots) weights[ballot]! += Math.max(0, learned[seat]!) / ballots.length
  }
  return { state, estimates: counted, seats, weights, ...scaleOf(counted, weights), absent, echoes }
}

/** The weighted quantile of each of the three levels. */
export function medianQuantiles(panel: NumericPanel): number[] {
  return quantileLevels.map((_, level) =>
    weightedQuantile(
      panel.estimates.map(({ values }) => values[level]!),
      panel.weights,
      0.5,
    ),
  )
}

function defectOf(quantiles: Quantiles | undefined): string | undefined {
  if (!quantiles) return 'no quantiles'
  const { p10, p50, p90 } = quantiles
  if (![p10, p50, p90].every(Number.isFinite)) return 'a quantile that is not a number'
  return p10 <= p50 && p50 <= p90 ? undefined : 'quantiles out of order'
}

/** The answer of a number is compared in units of its own width, so that 2 000 and 2 001 can be equal. */
function cleanEstimate(voice: NumericBallot, quantiles: Quantiles): CleanEstimate {
  const values = [quantiles.p10, quantiles.p50, quantiles.p90]
  const size = Math.max(Math.abs(quantiles.p10), Math.abs(quantiles.p90), Number.MIN_VALUE)
  return { voice, values, top: quantiles.p50.toPrecision(3), numbers: values.map((value) => value / size) }
}

function scaleOf(estimates: readonly CleanEstimate[], weights: readonly number[]): { centre: number; width: number } {
  if (estimates.length === 0) return { centre: 0, width: 1 }
  const centre = weightedQuantile(
    estimates.map(({ values }) => values[1]!),
    weights,
    0.5,
  )
  const widths = estimates.map(({ values }) => values[2]! - values[0]!)
  const width = weightedQuantile(widths, weights, 0.5)
  const least = Math.max(Math.abs(centre) * 1e-6, 1e-9)
  return { centre, width: Number.isFinite(width) ? Math.max(width, least) : Number.MAX_VALUE }
}
