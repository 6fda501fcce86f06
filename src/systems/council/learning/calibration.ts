import { indexOfLargest, sum } from '../aggregation/vector.ts'

/** A probability and how far it came true, 0 to 1. */
export type Pair = { readonly forecast: number; readonly outcome: number }

export type MurphySplit = {
  /** Mean squared error of the pairs. */
  readonly score: number
  readonly reliability: number
  readonly resolution: number
  readonly uncertainty: number
  /** Spread inside the groups; 0 when a group is one forecast value. */
  readonly withinVariance: number
  readonly withinCovariance: number
}

export type CalibrationBin = {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly forecast: number
  readonly outcome: number
  /** Wilson 95 % interval of the outcome. */
  readonly low: number
  readonly high: number
}

/**
 * Murphy's split (J. Appl. Meteor. 12, 1973): score = reliability − resolution + uncertainty
 * + withinVariance − withinCovariance. Grouped by distinct forecast, or into equal bins when given; the last
 * two terms (Stephenson et al. 2008) keep the identity exact for bins.
 */
export function murphySplit(pairs: readonly Pair[], bins?: number): MurphySplit {
  const count = pairs.length
  const overall = mean(pairs.map(({ outcome }) => outcome))
  const split = { reliability: 0, resolution: 0, withinVariance: 0, withinCovariance: 0 }
  for (const group of groupPairs(pairs, bins).values()) {
    const share = group.length / count
    const forecast = mean(group.map((pair) => pair.forecast))
    const outcome = mean(group.map((pair) => pair.outcome))
    split.reliability += share * (forecast - outcome) ** 2
    split.resolution += share * (outcome - overall) ** 2
    split.withinVariance += share * mean(group.map((pair) => (pair.forecast - forecast) ** 2))
    split.withinCovariance += share * 2 * mean(group.map((pair) => (pair.forecast - forecast) * (pair.outcome - outcome)))
  }
  return {
    ...split,
    score: mean(pairs.map(({ forecast, outcome }) => (forecast - outcome) ** 2)),
    uncertainty: mean(pairs.map(({ outcome }) => (outcome - overall) ** 2)),
  }
}

/** Every option of every forecast as a pair of its own; the mean score times the options is Brier's score. */
export function allPairs(forecasts: readonly { probabilities: readonly number[]; target: readonly number[] }[]): Pair[] {
  return forecasts.flatMap(({ probabilities, target }) => probabilities.map((forecast, option) => ({ forecast, outcome: target[option]! })))
}

/** The favourite of every forecast: how sure, and how right. */
export function favouritePairs(forecasts: readonly { probabilities: readonly number[]; target: readonly number[] }[]): Pair[] {
  return forecasts.map(({ probabilities, target }) => {
    const favourite = indexOfLargest(probabilities)
    return { forecast: probabilities[favourite]!, outcome: target[favourite]! }
  })
}

/** Expected calibration error over equal bins: Σ share · |mean forecast − mean outcome|. 0 without pairs. */
export function expectedCalibrationError(pairs: readonly Pair[], bins = 10): number {
  const parts = calibrationBins(pairs, bins).map((bin) => bin.count * Math.abs(bin.forecast - bin.outcome))
  return pairs.length > 0 ? sum(parts) / pairs.length : 0
}

/** The bins that hold any forecast, lowest first; a forecast of exactly 1 belongs to the last. */
export function calibrationBins(pairs: readonly Pair[], bins = 10): CalibrationBin[] {
  const groups = [...groupPairs(pairs, bins)].sort(([left], [right]) => left - right)
  return groups.map(([index, group]) => {
    const outcome = mean(group.map((pair) => pair.outcome))
    return {
      from: index / bins,
      to: (index + 1) / bins,
      count: group.length,
      forecast: mean(group.map((pair) => pair.forecast)),
      outcome,
      ...wilsonInterval(outcome, group.length),
    }
  })
}

/** Wilson's 95 % interval of a share seen in `count` trials. */
export function wilsonInterval(share: number, count: number): { low: number; high: number } {
  if (count === 0) return { low: 0, high: 1 }
  const z = 1.959963984540054
  const centre = (share + z ** 2 / (2 * count)) / (1 + z ** 2 / count)
  const half = (z / (1 + z ** 2 / count)) * Math.sqrt((share * (1 - share)) / count + z ** 2 / (4 * count ** 2))
  return { low: Math.max(0, centre - half), high: Math.min(1, centre + half) }
}

function groupPairs(pairs: readonly Pair[], bins: number | undefined): Map<number, Pair[]> {
  const groups = new Map<number, Pair[]>()
  for (const pair of pairs) {
    const key = bins === undefined ? pair.forecast : Math.min(bins - 1, Math.floor(pair.forecast * bins))
    const group = groups.get(key)
    if (group) group.push(pair)
    else groups.set(key, [pair])
  }
  return groups
}

function mean(values: readonly number[]): number {
  return values.length > 0 ? sum(values) / values.length : 0
}
