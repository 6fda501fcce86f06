/** A part of a fan-out: its items, and its share of the limit. */
export interface Cut {
  readonly first: number
  readonly count: number
  readonly parallel: number
}

/** Slices take a while to start: each has so many items at least. */
const fewestOfSlice = 50

/** Cuts a fan-out into so many slices at most. They have all items, each in proportion to its share of the limit; the shares add up to it exactly. */
export function cutFanOut(count: number, parallel: number, most: number): Cut[] {
  const many = Math.max(1, Math.min(most, parallel, Math.floor(count / fewestOfSlice)))
  const lanes = Array.from({ length: many + 1 }, (_, number) => Math.floor((parallel * number) / many))
  const bounds = lanes.map((lane) => Math.round((count * lane) / parallel))
  return Array.from({ length: many }, (_, number) => ({
    first: bounds[number]!,
    count: bounds[number + 1]! - bounds[number]!,
    parallel: lanes[number + 1]! - lanes[number]!,
  }))
}
