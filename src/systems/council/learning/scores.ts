import type { Quantiles } from '../aggregation/ballot.ts'
import { dot } from '../aggregation/vector.ts'

/** Brier's original score, Σ (p − q)² over all options, 0 to 2; lower is better. */
export function brierScore(probabilities: readonly number[], target: readonly number[]): number {
  let score = 0
  probabilities.forEach((probability, option) => (score += (probability - target[option]!) ** 2))
  return score
}

/** −Σ q ln p in nats; a probability of 0 counts as the smallest above it, so that one miss stays finite. */
export function logScore(probabilities: readonly number[], target: readonly number[]): number {
  const smallest = 1e-12
  return -dot(
    target,
    probabilities.map((probability) => Math.log(Math.max(smallest, probability))),
  )
}

/** Pinball (quantile) loss of one quantile, in the value's unit (Koenker and Bassett 1978). */
export function pinballLoss(level: number, quantile: number, value: number): number {
  return value >= quantile ? level * (value - quantile) : (1 - level) * (quantile - value)
}

/** Mean pinball loss of the 10, 50 and 90 % quantiles. */
export function pinballScore(quantiles: Quantiles, value: number): number {
  const { p10, p50, p90 } = quantiles
  return (pinballLoss(0.1, p10, value) + pinballLoss(0.5, p50, value) + pinballLoss(0.9, p90, value)) / 3
}

/** 1 − score / reference: share of the reference's loss that was avoided; undefined for a perfect reference. */
export function skill(score: number, reference: number): number | undefined {
  return reference > 0 ? 1 - score / reference : undefined
}
