import type { TimeRange } from '../slots.ts'

const hour = 3_600_000

/** Hours shown before and after now. */
export const horizonHours = { past: 16, ahead: 8 }
/** Phones have room for less. */
export const shortHorizonHours = { past: 8, ahead: 5 }

export type HorizonHours = typeof horizonHours

export function horizonRange(now: number, hours: HorizonHours): TimeRange {
  return { from: now - hours.past * hour, to: now + hours.ahead * hour }
}

/** Where a moment lies, from 0 at the left edge to 1 at the right; beyond the edges it is clamped. */
export function placeOf(moment: number, range: TimeRange): number {
  return Math.min(1, Math.max(0, (moment - range.from) / (range.to - range.from)))
}

/** The moment at a place from 0 to 1. */
export function momentAt(place: number, range: TimeRange): number {
  return Math.round(range.from + place * (range.to - range.from))
}

export interface Tick {
  readonly at: number
  /** `08` on every `every`-th hour, otherwise null. */
  readonly label: string | null
}

/** One tick for each full hour of the wall clock in the range. `offset` is the zone's minutes east of UTC. */
export function hourTicks(range: TimeRange, every: number, offset: number): Tick[] {
  const shift = offset * 60_000
  const first = Math.ceil((range.from + shift) / hour) * hour - shift
  const count = Math.max(0, Math.floor((range.to - first) / hour) + 1)
  return Array.from({ length: count }, (_, index) => {
    const at = first + index * hour
    const wall = new Date(at + shift).getUTCHours()
    return { at, label: wall % every === 0 ? String(wall).padStart(2, '0') : null }
  })
}
