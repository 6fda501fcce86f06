import type { CouncilState } from '../aggregation/state.ts'
import { admitVoters } from '../aggregation/state.ts'
import { learnChoice } from './learn-choice.ts'
import { learnNumeric } from './learn-numeric.ts'
import type { LedgerEntry, ResolvedQuestion } from './ledger.ts'
import { isResolvedAs } from './ledger.ts'
import { knownChoices } from './resolved-choice.ts'

const resolvers = new Set(['metric', 'task', 'deployment', 'revenue', 'verdict'])

/**
 * The state after one more row of the ledger. Pure and online: the same rows in the same order give the same
 * bytes. Approval teaches nothing, and a preference has no truth to learn from. Throws RangeError for an
 * outcome that does not fit its question.
 */
export function learn(state: CouncilState, entry: LedgerEntry): CouncilState {
  switch (entry.kind) {
    case 'seated':
      return admitVoters(state, entry.voters)
    case 'approval':
      return state
    case 'resolved':
      return learnResolved(state, entry)
  }
}

function learnResolved(state: CouncilState, resolved: ResolvedQuestion): CouncilState {
  if (!resolvers.has(resolved.resolver)) {
    throw new RangeError(`"${resolved.resolver}" is no source of results; only ${[...resolvers].join(', ')} are.`)
  }
  if (isResolvedAs(resolved, 'numeric')) {
    return learnNumeric(state, resolved.question, { ballots: resolved.ballots, value: resolved.outcome.value })
  }
  return knownChoices(resolved, state).reduce((before, choice) => learnChoice(before, choice), state)
}
