import type { Matrix } from './matrix.ts'
import type { Panel } from './panel.ts'
import { votingWeights } from './panel.ts'
import { pooledLogs, reliabilityLogs } from './pools.ts'
import { stackInputs, stackScores } from './stack.ts'
import { confidenceShares, pluralityShares } from './tally.ts'
import { softmax } from './vector.ts'

/** The methods that are mixed, in the order of `CouncilState.mixture`. */
export const memberIds = ['plurality', 'confidence-vote', 'log-pool', 'reliability-pool', 'stack', 'domain-stack'] as const

export type Members = {
  /** One distribution per member, in the order of `memberIds`. */
  readonly predictions: readonly (readonly number[])[]
  readonly pooled: readonly number[]
  readonly reliable: readonly number[]
  readonly stackRows: Matrix
  readonly domainRows: Matrix
}

/** What each method says about one question; learning needs the inputs as well as the answers. */
export function askMembers(panel: Panel): Members {
  const { state } = panel
  const { votePrior } = state.settings
  const tally = confidenceShares(panel, votePrior)
  const pooled = pooledLogs(panel)
  const reliable = reliabilityLogs(panel)
  const domainWeights = [...votingWeights(state, panel.domain), state.weights.at(-1)!]
  const stackRows = stackInputs(panel, state.weights, tally)
  const domainRows = stackInputs(panel, domainWeights, tally)
  const predictions = [
    pluralityShares(panel, votePrior),
    tally,
    softmax(pooled.map((log) => log * state.poolScale.value)),
    softmax(reliable.map((log) => log * state.reliabilityScale.value)),
    softmax(stackScores(state.weights, stackRows)),
    softmax(stackScores(domainWeights, domainRows)),
  ]
  return { predictions, pooled, reliable, stackRows, domainRows }
}

/** P = Σ π_j P_j. */
export function mixMembers(members: Members, mixture: readonly number[]): number[] {
  const mixed = members.predictions[0]!.map(() => 0)
  members.predictions.forEach((prediction, member) => {
    prediction.forEach((probability, option) => (mixed[option]! += mixture[member]! * probability))
  })
  return mixed
}
