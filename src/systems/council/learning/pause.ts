import type { CouncilState } from '../aggregation/state.ts'

/** Voters whose weight has been credibly below 0 for long enough to suggest a pause; people decide. */
export function suggestPauses(state: CouncilState): string[] {
  return state.voters.filter((voter) => voter.belowZero >= state.settings.pauseOutcomes).map((voter) => voter.id)
}
