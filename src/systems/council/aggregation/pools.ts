import type { Panel } from './panel.ts'
import type { VoterRecord } from './state.ts'
import { normalise, sum } from './vector.ts'

/** Mean of the ballots' centred log ratios: the plain logarithmic pool before its scale. */
export function plainLogs(panel: Panel): number[] {
  return weightedLogs(
    panel,
    panel.ballots.map(() => 1),
  )
}

/** The same over voices: twins count once together. */
export function pooledLogs(panel: Panel): number[] {
  return weightedLogs(panel, panel.voices)
}

/** The same pool with each voice weighted by the log odds of its voter's favourite being right. */
export function reliabilityLogs(panel: Panel): number[] {
  const { state, optionCount } = panel
  const weights = panel.seats.map((seat) => {
    const odds = reliabilityOdds(state.voters[seat]!, state.settings.reliabilityPrior)
    return Math.max(0, Math.log(odds * (optionCount - 1)))
  })
  const skilled = sum(weights) > 0
  return weightedLogs(
    panel,
    panel.voices.map((voice, ballot) => (skilled ? voice * weights[ballot]! : voice)),
  )
}

/** Odds of a hit after a beta prior worth `prior` outcomes, half of them hits. */
function reliabilityOdds(voter: VoterRecord, prior: number): number {
  return (voter.hits + prior / 2) / (voter.answered - voter.hits + prior / 2)
}

function weightedLogs(panel: Panel, weights: readonly number[]): number[] {
  const pooled = Array.from({ length: panel.optionCount }, () => 0)
  if (panel.ballots.length === 0) return pooled
  normalise(weights).forEach((weight, index) => {
    panel.ballots[index]!.logOdds.forEach((log, option) => (pooled[option]! += weight * log))
  })
  return pooled
}
