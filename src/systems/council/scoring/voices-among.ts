import { effectiveVoices, errorCorrelation } from '../aggregation/dependence.ts'
import type { CouncilState } from '../aggregation/state.ts'

/** As how many independent voices these seats weigh together. */
export function voicesAmong(state: CouncilState, seats: readonly number[]): number {
  return effectiveVoices(
    seats.map((seat) => state.weights[seat]!),
    errorCorrelation(state, seats),
  ).effective
}
