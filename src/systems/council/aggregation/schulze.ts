import type { Matrix } from './matrix.ts'
import { square } from './matrix.ts'

/** A ranking over options 0 … n−1, best tier first, and how many votes it stands for. */
export type WeightedRanking = { readonly tiers: readonly (readonly number[])[]; readonly weight: number }

export type SchulzeResult = {
  /** `preferred[a][b]`: weight of the rankings that place a above b. */
  readonly preferred: Matrix
  /** `margins[a][b]` = preferred[a][b] − preferred[b][a]. */
  readonly margins: Matrix
  /** Strength of the strongest beatpath, by winning votes. */
  readonly paths: Matrix
  /** The potential winners first, then those of the rest, and so on. */
  readonly tiers: readonly (readonly number[])[]
}

/** Schulze's method (Social Choice and Welfare 36, 2011) with winning votes; options left out rank last, tied. */
export function schulze(rankings: readonly WeightedRanking[], optionCount: number): SchulzeResult {
  const preferred = square(optionCount, () => 0)
  for (const ranking of rankings) addRanking(preferred, placesOf(ranking.tiers, optionCount), ranking.weight)
  const margins = square(optionCount, (a, b) => preferred[a]![b]! - preferred[b]![a]!)
  const paths = strongestPaths(preferred)
  return { preferred, margins, paths, tiers: tiersOf(paths) }
}

/** Borda points: for each ranking the options placed lower, half for those placed equal, times its weight. */
export function bordaPoints(preferred: Matrix, totalWeight: number): number[] {
  return preferred.map((row, option) => {
    let points = 0
    row.forEach((above, other) => {
      if (other === option) return
      const tied = totalWeight - above - preferred[other]![option]!
      points += above + tied / 2
    })
    return points
  })
}

/** Tier number of each option, 0 for the best. */
export function placesOf(tiers: readonly (readonly number[])[], optionCount: number): number[] {
  const places = Array.from({ length: optionCount }, () => tiers.length)
  tiers.forEach((tier, place) => {
    for (const option of tier) places[option] = place
  })
  return places
}

function addRanking(preferred: Matrix, places: readonly number[], weight: number): void {
  places.forEach((mine, option) => {
    places.forEach((theirs, other) => {
      if (mine < theirs) preferred[option]![other]! += weight
    })
  })
}

/** Widest paths by Floyd and Warshall; only pairwise wins are links. */
function strongestPaths(preferred: Matrix): Matrix {
  const size = preferred.length
  const paths = square(size, (a, b) => (preferred[a]![b]! > preferred[b]![a]! ? preferred[a]![b]! : 0))
  for (let through = 0; through < size; through++) {
    for (let from = 0; from < size; from++) {
      if (from !== through) widen(paths, from, through)
    }
  }
  return paths
}

function widen(paths: Matrix, from: number, through: number): void {
  const row = paths[from]!
  for (let to = 0; to < row.length; to++) {
    if (to === from || to === through) continue
    row[to] = Math.max(row[to]!, Math.min(row[through]!, paths[through]![to]!))
  }
}

function tiersOf(paths: Matrix): number[][] {
  const tiers: number[][] = []
  let rest = paths.map((_, option) => option)
  while (rest.length > 0) {
    const tier = rest.filter((option) => rest.every((other) => paths[option]![other]! >= paths[other]![option]!))
    tiers.push(tier)
    rest = rest.filter((option) => !tier.includes(option))
  }
  return tiers
}
