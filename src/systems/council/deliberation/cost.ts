import type { SeatRow } from './stored-ballot.ts'

/** What the minds cost together; null as soon as one of them is unknown. */
export function costOf(seats: readonly Pick<SeatRow, 'cost_micros'>[]): number | null {
  if (seats.some((seat) => seat.cost_micros === null)) return null
  return seats.reduce((total, seat) => total + Number(seat.cost_micros), 0)
}
