import type { Panel } from './panel.ts'
import type { Matrix } from './matrix.ts'
import { centredLogs, sum } from './vector.ts'

/**
 * The inputs of the log-odds stack, one row per known voter and the tally last; S = weights · rows.
 * Absent voters have rows of 0, unless a twin says what they would say; present ones are lifted by
 * g = (Σ_convened w⁺ / Σ_present w⁺)^½.
 */
export function stackInputs(panel: Panel, weights: readonly number[], tallyShares: readonly number[]): Matrix {
  const gain = absenceGain(panel, weights)
  const silent: number[] = new Array(panel.optionCount).fill(0)
  const rows = panel.state.voters.map(() => silent)
  panel.ballots.forEach((ballot, index) => {
    rows[panel.seats[index]!] = ballot.logOdds.map((log) => gain * log)
  })
  for (const { seat, ballots } of panel.standIns) rows[seat] = meanOf(ballots.map((ballot) => rows[panel.seats[ballot]!]!))
  rows.push(centredLogs(tallyShares))
  return rows
}

export function stackScores(weights: readonly number[], inputs: Matrix): number[] {
  const scores = inputs[0]!.map(() => 0)
  weights.forEach((weight, row) => {
    inputs[row]!.forEach((input, option) => (scores[option]! += weight * input))
  })
  return scores
}

export function absenceGain(panel: Panel, weights: readonly number[]): number {
  const positive = (seats: Iterable<number>) => sum([...seats].map((seat) => Math.max(0, weights[seat]!)))
  const spokenFor = panel.standIns.map(({ seat }) => seat)
  const present = positive([...panel.seats, ...spokenFor])
  return present > 0 ? Math.sqrt(positive(new Set([...panel.convened, ...spokenFor])) / present) : 1
}

function meanOf(rows: Matrix): number[] {
  return rows[0]!.map((_, option) => sum(rows.map((row) => row[option]!)) / rows.length)
}
