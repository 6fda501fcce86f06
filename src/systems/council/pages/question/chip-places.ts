export interface ChipRoom {
  /** Of the axis, in pixels. */
  readonly width: number
  readonly chip: number
  readonly gap: number
}

export interface ChipPlace {
  readonly left: number
  readonly lane: number
}

/** Each chip over its share of the axis, in the first lane where it fits; in the order in which they came. */
export function placeChips(shares: readonly number[], { width, chip, gap }: ChipRoom): readonly ChipPlace[] {
  const ends: number[] = []
  const places: ChipPlace[] = []
  const order = shares.map((_, index) => index).sort((left, right) => (shares[left] ?? 0) - (shares[right] ?? 0))
  for (const index of order) {
    const left = Math.max(0, Math.min(width - chip, (shares[index] ?? 0) * width - chip / 2))
    const free = ends.findIndex((end) => end + gap <= left)
    const lane = free === -1 ? ends.length : free
    ends[lane] = left + chip
    places[index] = { left, lane }
  }
  return places
}
