import { errorCorrelation, meanCorrelation } from '../aggregation/dependence.ts'
import type { CouncilState } from '../aggregation/state.ts'

/** Minds of the first wave, and of each further one, while the quorum is adaptive. */
const firstWave = 5
const nextWave = 2

/**
 * Whether minds may be left unasked at all: only when outcomes have shown that their errors go together, because
 * independent voices are worth their cost.
 */
export function quorumRule(state: CouncilState, voters: readonly string[]): { allowed: boolean; why: string } {
  const { quorumOutcomes, quorumCorrelation } = state.settings
  if (state.outcomes < quorumOutcomes) {
    return { allowed: false, why: `The council has learned from ${state.outcomes} outcomes; ${quorumOutcomes} are needed.` }
  }
  const wanted = new Set(voters)
  const seats = state.voters.flatMap((voter, seat) => (wanted.has(voter.id) ? [seat] : []))
  const correlation = meanCorrelation(errorCorrelation(state, seats))
  const said = correlation.toFixed(2)
  if (correlation < quorumCorrelation) return { allowed: false, why: `Their errors go together too little (${said}).` }
  return { allowed: true, why: `Their errors go together (${said}), so a few minds foretell the others.` }
}

/** Who is asked together; the heaviest voices first where the rest may stay unasked. */
export function wavesOf(state: CouncilState, voters: readonly string[], adaptive: boolean): string[][] {
  if (!adaptive || voters.length <= firstWave || !quorumRule(state, voters).allowed) return voters.length === 0 ? [] : [[...voters]]
  const weight = new Map(state.voters.map((voter, seat) => [voter.id, state.weights[seat]!]))
  const ranked = [...voters].sort((left, right) => (weight.get(right) ?? 0) - (weight.get(left) ?? 0))
  const waves = [ranked.slice(0, firstWave)]
  for (let start = firstWave; start < ranked.length; start += nextWave) waves.push(ranked.slice(start, start + nextWave))
  return waves
}
