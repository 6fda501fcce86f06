import type { Reading } from '../aggregation/choice-reading.ts'
import { inverseDiagonal, square } from '../aggregation/matrix.ts'
import type { Members } from '../aggregation/mixture.ts'
import { askMembers, mixMembers } from '../aggregation/mixture.ts'
import type { Panel } from '../aggregation/panel.ts'
import { seatPanel, votingWeights } from '../aggregation/panel.ts'
import type { ChoiceQuestion } from '../aggregation/question.ts'
import type { CouncilState, Scale } from '../aggregation/state.ts'
import { priorPrecision } from '../aggregation/state.ts'
import { dot, sum } from '../aggregation/vector.ts'
import { watchDrift } from './drift.ts'
import { addErrors, errorOf } from './joint-errors.ts'
import { learnRevisions } from './learn-revisions.ts'
import { newtonStep, stepScale } from './newton.ts'

/** One online step from one resolved choice; `target` is the credit per option, summing to 1. */
export function learnChoice(
  known: CouncilState,
  resolved: { question: ChoiceQuestion; reading: Reading; target: readonly number[] },
): CouncilState {
  const { question, reading, target } = resolved
  if (reading.counted.length === 0) return known
  const panel = seatPanel(question, reading, known)
  const { state } = panel
  const members = askMembers(panel)
  const loss = logLoss(mixMembers(members, state.mixture), target)
  const forgetting = state.drift.alarmed ? state.settings.forgetting : 1
  const weighed = { ...state, ...learnWeights(panel, members, { target, forgetting }) }
  const errors = panel.ballots.map((ballot) => errorOf(ballot, target))
  const { flipCredit, voters } = learnRevisions(panel, members, { question, reading, target })
  const below = weightsBelowZero(weighed, panel.domain)
  const seated = new Map(panel.seats.map((seat, index) => [seat, errors[index]!]))
  return {
    ...weighed,
    outcomes: state.outcomes + 1,
    voters: voters.map((voter, seat) => {
      const error = seated.get(seat)
      if (error === undefined) return voter
      const belowZero = below[seat] ? voter.belowZero + 1 : 0
      return { ...voter, answered: voter.answered + 1, hits: voter.hits + 1 - error, belowZero }
    }),
    flipCredit,
    mixture: learnMixture(members, target, state),
    errors: addErrors(state.errors, panel.seats, errors),
    drift: watchDrift(state.drift, loss, state.settings),
  }
}

/** For every voter: whether even the upper end of the 90 % interval of w + δ is below 0. */
function weightsBelowZero(state: CouncilState, domain: string): boolean[] {
  const weights = votingWeights(state, domain)
  if (weights.every((weight) => weight >= 0)) return weights.map(() => false)
  const shared = inverseDiagonal(state.precision)
  const local = inverseDiagonal(state.domains[domain]!.precision)
  return weights.map((weight, seat) => weight + 1.645 * Math.sqrt(shared[seat]! + local[seat]!) < 0)
}

type Aim = { readonly target: readonly number[]; readonly forgetting: number }

/** w, δ of the domain, and the scales of the two pools. */
function learnWeights(
  panel: Panel,
  members: Members,
  aim: Aim,
): Pick<CouncilState, 'weights' | 'precision' | 'domains' | 'poolScale' | 'reliabilityScale'> {
  const { state, domain } = panel
  const { target, forgetting } = aim
  const voterCount = state.voters.length
  const stack = newtonStep(
    { precision: state.precision, prior: () => priorPrecision(voterCount, state.settings), forgetting },
    { rows: members.stackRows, predicted: members.predictions[4]!, target },
  )
  const prior = () => square(voterCount, (row, column) => (row === column ? 1 / state.settings.domainVariance : 0))
  const before = Object.hasOwn(state.domains, domain) ? state.domains[domain]! : { delta: state.voters.map(() => 0), precision: prior() }
  const local = newtonStep(
    { precision: before.precision, prior, forgetting },
    { rows: members.domainRows.slice(0, voterCount), predicted: members.predictions[5]!, target },
  )
  const delta = before.delta.map((value, seat) => value + local.step[seat]!)
  return {
    weights: state.weights.map((weight, row) => Math.max(state.settings.weightFloor, weight + stack.step[row]!)),
    precision: stack.precision,
    domains: { ...state.domains, [domain]: { delta, precision: local.precision } },
    poolScale: learnScale(state, state.poolScale, { ...aim, row: members.pooled, predicted: members.predictions[2]! }),
    reliabilityScale: learnScale(state, state.reliabilityScale, {
      ...aim,
      row: members.reliable,
      predicted: members.predictions[3]!,
    }),
  }
}

function learnScale(state: CouncilState, scale: Scale, lesson: Aim & { row: readonly number[]; predicted: readonly number[] }): Scale {
  const { scaleVariance, scaleFloor } = state.settings
  const prior = { value: 1, precision: 1 / scaleVariance, least: scaleFloor, most: Infinity }
  return stepScale(scale, { ...prior, forgetting: lesson.forgetting }, lesson)
}

/** π_j ← .99 · π_j P_j(y) / Σ + .01 / 6; for shared credit P_j(y) is the geometric mean. */
function learnMixture(members: Members, target: readonly number[], state: CouncilState): number[] {
  const logs = members.predictions.map((prediction) => -logLoss(prediction, target))
  const best = Math.max(...logs)
  const raised = logs.map((log, member) => state.mixture[member]! * Math.exp(log - best))
  const total = sum(raised)
  const share = state.settings.mixtureShare
  return raised.map((value) => ((1 - share) * value) / total + share / raised.length)
}

/** −Σ q ln p, in nats. */
function logLoss(prediction: readonly number[], target: readonly number[]): number {
  return -dot(
    target,
    prediction.map((probability) => Math.log(Math.max(probability, Number.MIN_VALUE))),
  )
}
