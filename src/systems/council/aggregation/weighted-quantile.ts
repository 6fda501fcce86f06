import { sum } from './vector.ts'

/**
 * Smallest value at which the cumulative weight reaches `level` of the whole; halfway to the next value
 * when it is reached exactly. Weights of 0 are ignored; with no weight at all every value counts the same.
 */
export function weightedQuantile(values: readonly number[], weights: readonly number[], level: number): number {
  const even = !(sum(weights) > 0)
  const items = values
    .map((value, index) => ({ value, weight: even ? 1 : weights[index]! }))
    .filter(({ weight }) => weight > 0)
    .sort((left, right) => left.value - right.value)
  const target = level * sum(items.map(({ weight }) => weight))
  const tolerance = 1e-12 * Math.max(1, target)
  let reached = 0
  for (let index = 0; index < items.length; index++) {
    reached += items[index]!.weight
    if (Math.abs(reached - target) <= tolerance && index + 1 < items.length) {
      return items[index]!.value / 2 + items[index + 1]!.value / 2
    }
    if (reached >= target) return items[index]!.value
  }
  return items.at(-1)!.value
}
