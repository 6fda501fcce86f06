import type { Matrix } from './matrix.ts'
import { multiply, square } from './matrix.ts'
import type { CouncilState } from './state.ts'
import { dot, sum } from './vector.ts'

export type EffectiveVoices = {
  /** How many ballots were counted, and as how many independent voices they weigh. */
  readonly minds: number
  readonly effective: number
  /** Mean correlation of errors between two of them; 0 for a single voice. */
  readonly correlation: number
}

/** n_eff = (Σw)² / (wᵀRw) over the voters that spoke, from 1 to their number; negative weights count as 0. */
export function effectiveVoices(weights: readonly number[], correlation: Matrix): EffectiveVoices {
  const minds = weights.length
  if (minds === 0) return { minds: 0, effective: 0, correlation: 0 }
  const positive = weights.map((weight) => Math.max(0, weight))
  const used = sum(positive) > 0 ? positive : positive.map(() => 1)
  const spread = dot(used, multiply(correlation, used))
  const effective = spread > 0 ? sum(used) ** 2 / spread : minds
  return {
    minds,
    effective: Math.min(minds, Math.max(1, effective)),
    correlation: meanCorrelation(correlation),
  }
}

/** Correlation of the errors of the given seats, shrunk towards what providers have in common. */
export function errorCorrelation(state: CouncilState, seats: readonly number[]): Matrix {
  const correlation = square(seats.length, () => 1)
  for (let row = 0; row < seats.length; row++) {
    for (let column = 0; column < row; column++) {
      const value = pairCorrelation(state, seats[row]!, seats[column]!)
      correlation[row]![column] = value
      correlation[column]![row] = value
    }
  }
  return correlation
}

export function meanCorrelation(correlation: Matrix): number {
  const size = correlation.length
  if (size < 2) return 0
  const total = sum(correlation.map((row) => sum(row)))
  return (total - size) / (size * (size - 1))
}

/** The same for one pair of known voters. */
export function pairCorrelation(state: CouncilState, left: number, right: number): number {
  const { count, sum: sums, square: squares, product } = state.errors
  const { correlationSameProvider, correlationAcross, correlationPriorCount } = state.settings
  const provider = state.voters[left]!.provider
  const together = provider !== '' && provider === state.voters[right]!.provider
  const prior = together ? correlationSameProvider : correlationAcross
  const n = count[left]![right]!
  const mine = sums[left]![right]!
  const theirs = sums[right]![left]!
  const spread = (n * squares[left]![right]! - mine ** 2) * (n * squares[right]![left]! - theirs ** 2)
  if (!(spread > 1e-12)) return prior
  const seen = (n * product[left]![right]! - mine * theirs) / Math.sqrt(spread)
  return (n * seen + correlationPriorCount * prior) / (n + correlationPriorCount)
}
