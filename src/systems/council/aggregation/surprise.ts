import type { CleanBallot } from './choice-reading.ts'
import { defectOf, valuesOf } from './choice-reading.ts'
import { indexOfLargest, normalise, sum } from './vector.ts'

/** An option chosen more often than the voters themselves expected, though it does not lead. */
export type InformedMinority = { readonly option: string; readonly share: number; readonly expectedShare: number }

/**
 * Surprisingly popular option: the largest excess of its share over the mean predicted share
 * (Prelec, Seung and McCoy 2017). Undefined when it leads anyway or nobody predicted. It never decides.
 */
export function findInformedMinority(
  ballots: readonly CleanBallot[],
  optionIds: readonly string[],
  leading: string,
): InformedMinority | undefined {
  const predictions = ballots
    .map(({ voice }) => voice.predictedShares)
    .filter((shares) => shares && !defectOf(shares, optionIds))
    .map((shares) => normalise(valuesOf(shares!, optionIds)))
  if (predictions.length === 0) return undefined
  const shares = optionIds.map((_, option) => mean(ballots.map(({ vote }) => vote[option]!)))
  const expected = optionIds.map((_, option) => mean(predictions.map((prediction) => prediction[option]!)))
  const best = indexOfLargest(shares.map((share, option) => share - expected[option]!))
  if (optionIds[best] === leading || shares[best]! <= expected[best]!) return undefined
  return { option: optionIds[best]!, share: shares[best]!, expectedShare: expected[best]! }
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length
}
