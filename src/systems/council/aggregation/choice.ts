import type { Absence, ChoiceBallot, Echo, YesNoBallot } from './ballot.ts'
import type { Reading } from './choice-reading.ts'
import { readChoiceBallots } from './choice-reading.ts'
import type { CruxRound, NextTest } from './crux.ts'
import { planCruxRound, rankNextTests } from './crux.ts'
import type { Decision, Undecided } from './decision.ts'
import { barOf, decide } from './decision.ts'
import type { EffectiveVoices } from './dependence.ts'
import { effectiveVoices, errorCorrelation } from './dependence.ts'
import type { Dissent } from './dissent.ts'
import { strongestDissent } from './dissent.ts'
import type { Members } from './mixture.ts'
import { askMembers, memberIds, mixMembers } from './mixture.ts'
import type { Panel } from './panel.ts'
import { seatPanel, votingWeights } from './panel.ts'
import type { ChoiceQuestion, YesNoQuestion } from './question.ts'
import type { RevisionOutcome } from './revision.ts'
import { applyRevisions } from './revision.ts'
import type { CouncilState } from './state.ts'
import type { InformedMinority } from './surprise.ts'
import { findInformedMinority } from './surprise.ts'
import { indexOfLargest } from './vector.ts'

export type ChoiceAnswer = {
  readonly type: 'choice' | 'yes-no'
  /** Empty when there was no ballot to count. */
  readonly probabilities: Readonly<Record<string, number>>
  readonly outcome: Decision | Undecided
  readonly dissent?: Dissent
  readonly effectiveVoices: EffectiveVoices
  readonly informedMinority?: InformedMinority
  /** Present when a crux round is worth asking for; there is at most one, so never after a revision. */
  readonly cruxRound?: CruxRound
  /** Cheapest next tests first, most movement per cost. */
  readonly nextTests: readonly NextTest[]
  readonly absent: readonly Absence[]
  readonly echoes: readonly Echo[]
  readonly revisions: readonly RevisionOutcome[]
  readonly explanation: ChoiceExplanation
}

export type ChoiceExplanation = {
  /** What each mixed method said, and its share in the answer; none had anything to say without a ballot. */
  readonly methods: readonly { id: string; share: number; probabilities: Readonly<Record<string, number>> }[]
  /** Each counted voter's learned weight, and its pull towards the leader over the runner-up in log odds. */
  readonly voters: readonly { voter: string; weight: number; pull: number }[]
}

/** Turns ballots over frozen options into a calibrated answer. Throws RangeError for an unusable question. */
export function aggregateChoice(question: ChoiceQuestion, ballots: readonly ChoiceBallot[], state: CouncilState): ChoiceAnswer {
  return answerReading(question, readChoiceBallots(question, ballots, state.settings), state)
}

/** The answer to ballots already read. */
export function answerReading(question: ChoiceQuestion, first: Reading, state: CouncilState): ChoiceAnswer {
  const bar = barOf(question, state.settings)
  const { reading, revisions } = applyRevisions(first, state, question.evidence)
  const panel = seatPanel(question, reading, state)
  const members = askMembers(panel)
  const mixed = mixMembers(members, state.mixture)
  const heard = reading.counted.length > 0
  const options = reading.optionIds.map((id) => question.options.find((option) => option.id === id)!)
  const leading = indexOfLargest(mixed)
  const dissent = strongestDissent(panel, leading)
  const informedMinority = findInformedMinority(reading.counted, reading.optionIds, reading.optionIds[leading]!)
  const facts = { probabilities: mixed, bar, dissent, minority: informedMinority !== undefined }
  return {
    type: 'choice',
    probabilities: heard ? byOption(reading, mixed) : {},
    outcome: heard ? decide(mixed, options, bar) : { kind: 'undecided', why: 'no-ballots' },
    dissent,
    effectiveVoices: voicesOf(panel),
    informedMinority,
    cruxRound: heard && revisions.length === 0 ? planCruxRound(panel, facts) : undefined,
    nextTests: rankNextTests(panel, mixed),
    absent: reading.absent,
    echoes: reading.echoes,
    revisions,
    explanation: heard ? explain(panel, reading, { members, mixed }) : { methods: [], voters: [] },
  }
}

/** The same over the options yes and no. */
export function aggregateYesNo(question: YesNoQuestion, ballots: readonly YesNoBallot[], state: CouncilState): ChoiceAnswer {
  const answer = aggregateChoice(yesNoAsChoice(question), ballots.map(yesNoBallotAsChoice), state)
  return { ...answer, type: 'yes-no' }
}

export function yesNoAsChoice(question: Omit<YesNoQuestion, 'type'>): ChoiceQuestion {
  return { ...question, type: 'choice', options: [{ id: 'yes' }, { id: 'no' }] }
}

export function yesNoBallotAsChoice(ballot: YesNoBallot): ChoiceBallot {
  const { probability, predictedYesShare, revision, ...voice } = ballot
  return {
    ...voice,
    probabilities: probability === undefined ? undefined : yesNo(probability),
    predictedShares: predictedYesShare === undefined ? undefined : yesNo(predictedYesShare),
    revision: revision && { probabilities: yesNo(revision.probability), evidence: revision.evidence },
  }
}

export function voicesOf(panel: Panel): EffectiveVoices {
  const weights = votingWeights(panel.state, panel.domain)
  return effectiveVoices(
    panel.seats.map((seat) => weights[seat]!),
    errorCorrelation(panel.state, panel.seats),
  )
}

function yesNo(probability: number): { yes: number; no: number } {
  return { yes: probability, no: 1 - probability }
}

function explain(panel: Panel, reading: Reading, result: { members: Members; mixed: readonly number[] }): ChoiceExplanation {
  const { members, mixed } = result
  const weights = votingWeights(panel.state, panel.domain)
  const leading = indexOfLargest(mixed)
  const runnerUp = indexOfLargest(mixed.map((value, option) => (option === leading ? -1 : value)))
  return {
    methods: memberIds.map((id, member) => ({
      id,
      share: panel.state.mixture[member]!,
      probabilities: byOption(reading, members.predictions[member]!),
    })),
    voters: panel.ballots.map(({ voice }, index) => {
      const seat = panel.seats[index]!
      const row = members.domainRows[seat]!
      return { voter: voice.voter, weight: weights[seat]!, pull: weights[seat]! * (row[leading]! - row[runnerUp]!) }
    }),
  }
}

function byOption(reading: Reading, values: readonly number[]): Record<string, number> {
  return Object.fromEntries(reading.optionIds.map((id, option) => [id, values[option]!]))
}
