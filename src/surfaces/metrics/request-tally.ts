/** Upper bounds of the duration histogram, in seconds. */
export const durationBounds: readonly number[] = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30]

/** Requests of one operation that ended with one status. */
export interface Tallied {
  readonly operation: string
  readonly status: number
  /** Requests by the first bound they stayed within; the last place counts the slower ones. */
  readonly counts: Uint32Array
  seconds: number
}

/** Counts answered requests. One map look-up and three additions each, so that it costs nothing worth measuring. */
export class RequestTally {
  readonly #rows = new Map<string, Tallied>()

  add(operation: string, status: number, seconds: number): void {
    const key = `${operation} ${status}`
    let row = this.#rows.get(key)
    if (!row) {
      row = { operation, status, counts: new Uint32Array(durationBounds.length + 1), seconds: 0 }
      this.#rows.set(key, row)
    }
    row.counts[placeOf(seconds)]! += 1
    row.seconds += seconds
  }

  rows(): readonly Tallied[] {
    return [...this.#rows.values()]
  }
}

function placeOf(seconds: number): number {
  for (let place = 0; place < durationBounds.length; place += 1) if (seconds <= durationBounds[place]!) return place
  return durationBounds.length
}
