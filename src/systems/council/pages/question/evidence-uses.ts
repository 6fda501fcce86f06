import type { Seat } from '../client.ts'

/** Who names each piece of evidence in a ballot. */
export function evidenceUses(seats: readonly Seat[]): ReadonlyMap<string, readonly Seat[]> {
  const uses = new Map<string, Seat[]>()
  for (const seat of seats) {
    const cited = new Set(seat.ballots.flatMap(({ evidence }) => evidence))
    for (const id of cited) uses.set(id, [...(uses.get(id) ?? []), seat])
  }
  return uses
}
