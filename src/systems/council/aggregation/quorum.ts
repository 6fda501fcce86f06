import type { BallotOf } from './aggregate.ts'
import type { ChoiceBallot, YesNoBallot } from './ballot.ts'
import { yesNoAsChoice, yesNoBallotAsChoice } from './choice.ts'
import { readChoiceBallots } from './choice-reading.ts'
import { barOf } from './decision.ts'
import { errorCorrelation, meanCorrelation } from './dependence.ts'
import { multiply, solve } from './matrix.ts'
import { askMembers, mixMembers } from './mixture.ts'
import type { Panel } from './panel.ts'
import { seatPanel, votingWeights } from './panel.ts'
import type { ChoiceQuestion, YesNoQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { dot, indexOfLargest, sum } from './vector.ts'

export type QuorumAdvice = {
  readonly stop: boolean
  readonly why: 'everyone-answered' | 'settled' | 'too-few-ballots' | 'too-little-learned' | 'too-independent' | 'open'
  /** Distance from a different answer, in standard deviations of what the silent could still add. */
  readonly deviations?: number
}

/**
 * Whether the rest may stay unasked. Only where errors are known to correlate, because independent voices
 * are worth their cost; and only when neither the leader nor the side of the bar would plausibly change.
 */
export function mayStopAsking<Asked extends ChoiceQuestion | YesNoQuestion>(
  question: Asked,
  ballots: readonly BallotOf<Asked>[],
  state: CouncilState,
): QuorumAdvice {
  if (question.type === 'choice') return adviseOn(question, ballots as readonly ChoiceBallot[], state)
  return adviseOn(yesNoAsChoice(question), (ballots as readonly YesNoBallot[]).map(yesNoBallotAsChoice), state)
}

function adviseOn(question: ChoiceQuestion, ballots: readonly ChoiceBallot[], state: CouncilState): QuorumAdvice {
  const reading = readChoiceBallots(question, ballots, state.settings)
  const panel = seatPanel(question, reading, state)
  const answered = new Set(ballots.map((ballot) => ballot.voter))
  const silent = panel.convened.filter((seat) => !answered.has(panel.state.voters[seat]!.id))
  if (silent.length === 0) return { stop: true, why: 'everyone-answered' }
  const { quorumBallots, quorumOutcomes, quorumCorrelation, quorumDeviations } = state.settings
  if (panel.ballots.length < quorumBallots) return { stop: false, why: 'too-few-ballots' }
  if (state.outcomes < quorumOutcomes) return { stop: false, why: 'too-little-learned' }
  const correlation = meanCorrelation(errorCorrelation(panel.state, panel.convened))
  if (correlation < quorumCorrelation) return { stop: false, why: 'too-independent' }
  const deviations = distanceInDeviations(panel, silent, barOf(question, state.settings))
  const stop = deviations > quorumDeviations
  return { stop, why: stop ? 'settled' : 'open', deviations }
}

/** The nearer of "another leader" and "the other side of the bar", over the spread of the silent voices. */
function distanceInDeviations(panel: Panel, silent: readonly number[], bar: number): number {
  const mixed = mixMembers(askMembers(panel), panel.state.mixture)
  const leading = indexOfLargest(mixed)
  const runnerUp = indexOfLargest(mixed.map((value, option) => (option === leading ? -1 : value)))
  const lead = Math.log(mixed[leading]! / mixed[runnerUp]!)
  const beyondBar = Math.abs(logit(mixed[leading]!) - logit(bar))
  const spread = silentSpread(panel, silent) * ballotSpread(panel, leading, runnerUp)
  return spread > 0 ? Math.min(lead, beyondBar) / spread : Infinity
}

/** Root mean square of one ballot's log odds between the two leading options. */
function ballotSpread(panel: Panel, leading: number, runnerUp: number): number {
  const squares = panel.ballots.map(({ logOdds }) => (logOdds[leading]! - logOdds[runnerUp]!) ** 2)
  return Math.sqrt(sum(squares) / squares.length)
}

/** √(wᵀ(R_ss − R_sa R_aa⁻¹ R_as)w): the part of the silent voices that the ones heard do not foretell. */
function silentSpread(panel: Panel, silent: readonly number[]): number {
  const weights = votingWeights(panel.state, panel.domain)
  const silentWeights = silent.map((seat) => weights[seat]!)
  const correlation = errorCorrelation(panel.state, [...silent, ...panel.seats])
  const among = correlation.slice(0, silent.length).map((row) => row.slice(0, silent.length))
  const heard = correlation.slice(silent.length).map((row) => row.slice(silent.length))
  const across = correlation.slice(silent.length).map((row) => row.slice(0, silent.length))
  const foretold = multiply(across, silentWeights)
  const variance = dot(silentWeights, multiply(among, silentWeights)) - dot(foretold, solve(heard, foretold))
  return Math.sqrt(Math.max(0, variance))
}

function logit(probability: number): number {
  return Math.log(probability / (1 - probability))
}
