import { aggregate } from '#systems/council/aggregation/aggregate.ts'
import type { ChoiceBallot } from '#systems/council/aggregation/ballot.ts'
import type { ChoiceAnswer } from '#systems/council/aggregation/choice.ts'
import type { ChoiceQuestion } from '#systems/council/aggregation/question.ts'
import { mayStopAsking } from '#systems/council/aggregation/quorum.ts'
import type { CouncilState } from '#systems/council/aggregation/state.ts'
import { createState } from '#systems/council/aggregation/state.ts'
import { expectedCalibrationError } from '#systems/council/learning/calibration.ts'
import { learn } from '#systems/council/learning/learn.ts'
import type { Score } from './baselines.ts'
import { favourite, mean, scoreBaselines, scoreOne } from './baselines.ts'
import { seededRandom } from './random.ts'
import type { Scenario } from './scenarios.ts'
import { drawWorld } from './scenarios.ts'
import type { World, WorldQuestion } from './world.ts'

export type SeedResult = {
  readonly seed: number
  readonly council: Score
  readonly baselines: Readonly<Record<string, Score>>
  readonly calibrationError: number
  /** Log loss of the council above that of its best method over all questions, in nats. */
  readonly regret: number
  /** Mean number of voices asked, and effective voices at the end. */
  readonly calls: number
  readonly effective: number
  readonly driftAlarm: boolean
}

type Turn = { readonly answer: ChoiceAnswer; readonly probabilities: readonly number[]; readonly asked: number }

/** Predicts every question of one drawn world before learning its outcome, through the public functions only. */
export function runSeed(scenario: Scenario, seed: number): SeedResult {
  const world = drawWorld(scenario, seed)
  const reveals = seededRandom(seed, 'which outcomes become known')
  let state = createState(world.providers.map((provider, index) => ({ id: nameOf(index), provider: `provider-${provider}` })))
  const turns = world.questions.map((drawn) => {
    const question = frame(world, drawn)
    const ballots = drawn.ballots.map((ballot, index) => castBallot(ballot, index))
    const heard = scenario.adaptiveQuorum ? askUntilSettled(question, ballots, state) : ballots
    const answer = aggregate(question, heard, state)
    if (reveals.uniform() < scenario.resolvedShare) {
      const outcome = { credits: { [optionName(drawn.truth)]: 1 } }
      state = learn(state, { kind: 'resolved', question, ballots: heard, outcome, resolver: 'metric' })
    }
    const probabilities = drawn.ballots[0]!.map((_, option) => answer.probabilities[optionName(option)]!)
    return { answer, probabilities, asked: heard.length }
  })
  return { seed, ...summarise(world, turns), driftAlarm: state.drift.alarmed }
}

function frame(world: World, drawn: WorldQuestion): ChoiceQuestion {
  return {
    type: 'choice',
    options: Array.from({ length: world.optionCount }, (_, option) => ({ id: optionName(option) })),
    domain: `domain-${drawn.domain}`,
    reversibility: 'reversible',
    evidence: world.providers.map((_, index) => lensOf(index)),
  }
}

/** Every persona reads through a lens of its own, so each ballot cites its own evidence. */
function castBallot(probabilities: readonly number[], index: number): ChoiceBallot {
  const byOption = probabilities.map((probability, option) => [optionName(option), probability])
  return { voter: nameOf(index), probabilities: Object.fromEntries(byOption), evidence: [lensOf(index)] }
}

/** Asks the voices with the largest learned weight first. */
function askUntilSettled(question: ChoiceQuestion, ballots: readonly ChoiceBallot[], state: CouncilState): ChoiceBallot[] {
  const weight = (ballot: ChoiceBallot) => state.weights[state.voters.findIndex(({ id }) => id === ballot.voter)]!
  const order = [...ballots].sort((left, right) => weight(right) - weight(left))
  const heard: ChoiceBallot[] = []
  for (const ballot of order) {
    heard.push(ballot)
    if (mayStopAsking(question, heard, state).stop) break
  }
  return heard
}

function summarise(world: World, turns: readonly Turn[]): Omit<SeedResult, 'seed' | 'driftAlarm'> {
  const truths = world.questions.map(({ truth }) => truth)
  const scores = turns.map(({ probabilities }, index) => scoreOne(probabilities, truths[index]!))
  const pairs = turns.map(({ probabilities }, index) => ({
    forecast: Math.max(...probabilities),
    outcome: favourite(probabilities) === truths[index] ? 1 : 0,
  }))
  return {
    council: { accuracy: mean(scores.map((s) => s.accuracy)), brier: mean(scores.map((s) => s.brier)) },
    baselines: scoreBaselines(world),
    calibrationError: expectedCalibrationError(pairs),
    regret: regretOf(turns, truths),
    calls: mean(turns.map(({ asked }) => asked)),
    effective: turns.at(-1)!.answer.effectiveVoices.effective,
  }
}

function regretOf(turns: readonly Turn[], truths: readonly number[]): number {
  const methodCount = turns[0]!.answer.explanation.methods.length
  const losses = Array.from({ length: methodCount }, () => 0)
  let council = 0
  turns.forEach(({ answer, probabilities }, index) => {
    const truth = truths[index]!
    council -= Math.log(probabilities[truth]!)
    answer.explanation.methods.forEach((method, position) => {
      losses[position]! -= Math.log(method.probabilities[optionName(truth)]!)
    })
  })
  return council - Math.min(...losses)
}

function nameOf(index: number): string {
  return `persona-${String(index).padStart(2, '0')}`
}

function lensOf(index: number): string {
  return `lens-${index}`
}

function optionName(option: number): string {
  return `option-${option}`
}
