interface Quantiles {
  readonly p10: number
  readonly p50: number
  readonly p90: number
}

export interface Axis {
  readonly from: number
  readonly to: number
}

/** Wide enough for every range and the threshold, with a little room at both ends. */
export function axisOf(ranges: readonly Quantiles[], threshold: number | null): Axis {
  const values = [...ranges.flatMap(({ p10, p50, p90 }) => [p10, p50, p90]), ...(threshold === null ? [] : [threshold])]
  const low = Math.min(...values)
  const high = Math.max(...values)
  const room = high > low ? (high - low) * 0.05 : Math.max(1, Math.abs(low) * 0.05)
  return { from: low >= 0 ? Math.max(0, low - room) : low - room, to: high + room }
}

export function shareOn({ from, to }: Axis, value: number): number {
  return Math.min(1, Math.max(0, (value - from) / (to - from)))
}
