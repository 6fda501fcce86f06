/** Scales non-negative numbers to sum 1; divides by the largest first so that huge inputs stay finite. */
export function normalise(values: readonly number[]): number[] {
  const largest = largestOf(values)
  if (!(largest > 0)) return values.map(() => 1 / values.length)
  const scaled = values.map((value) => value / largest)
  const total = sum(scaled)
  return scaled.map((value) => value / total)
}

export function softmax(scores: readonly number[]): number[] {
  const largest = largestOf(scores)
  return normalise(scores.map((score) => Math.exp(score - largest)))
}

/** Centred log ratio: ln p minus the mean of ln p, so that the result sums to 0. */
export function centredLogs(probabilities: readonly number[]): number[] {
  const logs = probabilities.map((probability) => Math.log(probability))
  const mean = sum(logs) / logs.length
  return logs.map((log) => log - mean)
}

export function sum(values: readonly number[]): number {
  let total = 0
  for (const value of values) total += value
  return total
}

export function dot(left: readonly number[], right: readonly number[]): number {
  let total = 0
  for (let index = 0; index < left.length; index++) total += left[index]! * right[index]!
  return total
}

export function largestOf(values: readonly number[]): number {
  let largest = -Infinity
  for (const value of values) if (value > largest) largest = value
  return largest
}

/** Index of the largest value; the first one when several are equal. */
export function indexOfLargest(values: readonly number[]): number {
  let best = 0
  for (let index = 1; index < values.length; index++) if (values[index]! > values[best]!) best = index
  return best
}

/** One vote spread evenly over the largest values. */
export function topShares(values: readonly number[]): number[] {
  const largest = largestOf(values)
  const share = 1 / values.filter((value) => value === largest).length
  return values.map((value) => (value === largest ? share : 0))
}

/** Orders strings by code unit, the same on every machine and locale. */
export function byCodeUnit(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0
}
