import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChoiceBallot } from './ballot.ts'
import { readChoiceBallots } from './choice-reading.ts'
import { askMembers, mixMembers } from './mixture.ts'
import { seatPanel } from './panel.ts'
import type { ChoiceQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { createState } from './state.ts'

const question: ChoiceQuestion = { type: 'choice', options: [{ id: 'a' }, { id: 'b' }], reversibility: 'costly', domain: 'sales' }
const ballots: ChoiceBallot[] = [
  { voter: 'x', probabilities: { a: 0.9, b: 0.1 } },
  { voter: 'y', probabilities: { a: 0.4, b: 0.6 } },
]

function ask(state: CouncilState, heard = ballots) {
  return askMembers(seatPanel(question, readChoiceBallots(question, heard, state.settings), state))
}

function near(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`)
}

const logistic = (score: number) => 1 / (1 + Math.exp(-score))
// Half the log odds of each ballot: its centred log ratio for option a.
const x = Math.log(9) / 2
const y = Math.log(2 / 3) / 2
const fresh = createState([{ id: 'x' }, { id: 'y' }])

test('plurality and the confidence vote count favourites with half a vote on each option beforehand', () => {
  const [plurality, confidence] = ask(fresh).predictions
  near(plurality![0]!, 1.5 / 3)
  near(confidence![0]!, (2 * (0.8 / 0.9) + 0.5) / 3)
})

test('the pools are the softmax of their scale times the mean of the centred log ratios', () => {
  const taught: CouncilState = {
    ...fresh,
    poolScale: { value: 1.5, precision: 4 },
    voters: fresh.voters.map((voter, index) => ({ ...voter, answered: 10, hits: index === 0 ? 9 : 6 })),
  }
  const [, , pool, reliable] = ask(taught).predictions
  near(pool![0]!, logistic(2 * 1.5 * ((x + y) / 2)))
  const weightX = Math.log(11 / 3)
  const weightY = Math.log(8 / 6)
  near(reliable![0]!, logistic((2 * (weightX * x + weightY * y)) / (weightX + weightY)))
})

test('the stack is the softmax of Σ w ℓ plus the tally, and the domain adds δ', () => {
  const taught: CouncilState = {
    ...fresh,
    weights: [0.3, -0.05, 0.2],
    domains: { sales: { delta: [0.1, 0.2], precision: [] } },
  }
  const { predictions } = ask(taught)
  const share = (2 * (0.8 / 0.9) + 0.5) / 3
  const tally = Math.log(share / (1 - share)) / 2
  near(predictions[4]![0]!, logistic(2 * (0.3 * x - 0.05 * y + 0.2 * tally)))
  near(predictions[5]![0]!, logistic(2 * (0.4 * x + 0.15 * y + 0.2 * tally)))
})

test('an absent voice lifts the others by the root of the weight that is missing', () => {
  const taught: CouncilState = { ...fresh, weights: [0.1, 0.3, 0] }
  const { predictions } = ask(taught, ballots.slice(0, 1))
  near(predictions[4]![0]!, logistic(2 * Math.sqrt(0.4 / 0.1) * 0.1 * x))
})

test('the answer is the mix of the methods by their shares', () => {
  const members = ask(fresh)
  const mixture = [0.5, 0.1, 0.1, 0.1, 0.1, 0.1]
  const expected = members.predictions.reduce((sum, prediction, member) => sum + mixture[member]! * prediction[0]!, 0)
  near(mixMembers(members, mixture)[0]!, expected)
})
