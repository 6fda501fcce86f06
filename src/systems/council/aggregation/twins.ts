import { pairCorrelation } from './dependence.ts'
import type { CouncilState } from './state.ts'

/**
 * Voters whose errors the ledger has found alike from here on are one voice, whatever words and evidence they bring.
 * Some eighty shared outcomes without an exception reach it; the prior never does.
 */
const twinCorrelation = 0.8

export type Twins = {
  /** For each ballot its part in one voice: 1, unless twins of its voter are counted as well. */
  readonly voices: readonly number[]
  /** Known voters without a counted ballot, and the ballots of their twins, which say what they would say. */
  readonly standIns: readonly { readonly seat: number; readonly ballots: readonly number[] }[]
}

/** `seats[i]` is the voter of ballot i, as an index in `state.voters`. */
export function findTwins(state: CouncilState, seats: readonly number[]): Twins {
  const group = groupTwins(state)
  const ballotsOf = new Map<number, number[]>()
  seats.forEach((seat, ballot) => ballotsOf.set(group[seat]!, [...(ballotsOf.get(group[seat]!) ?? []), ballot]))
  const counted = new Set(seats)
  const standIns = group.flatMap((name, seat) => {
    const ballots = counted.has(seat) ? undefined : ballotsOf.get(name)
    return ballots ? [{ seat, ballots }] : []
  })
  return { voices: seats.map((seat) => 1 / ballotsOf.get(group[seat]!)!.length), standIns }
}

/** A name of its group for every voter; twins of twins are in one group. */
function groupTwins(state: CouncilState): number[] {
  let group = state.voters.map((_, seat) => seat)
  for (let left = 0; left < group.length; left++) {
    for (let right = 0; right < left; right++) {
      if (group[left] === group[right] || pairCorrelation(state, left, right) < twinCorrelation) continue
      const [from, to] = [group[left], group[right]!]
      group = group.map((name) => (name === from ? to : name))
    }
  }
  return group
}
