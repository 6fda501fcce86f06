import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate } from './aggregate.ts'
import type { ChoiceBallot } from './ballot.ts'
import { barOf, decide } from './decision.ts'
import type { ChoiceQuestion } from './question.ts'
import { withStandingOptions } from './question.ts'
import { defaultSettings } from './settings.ts'
import { createState } from './state.ts'

const options = [{ id: 'a' }, { id: 'b' }]

test('the bar rises with what it takes to go back: .60, .75, .90', () => {
  const bars = (['reversible', 'costly', 'irreversible'] as const).map((reversibility) => barOf({ reversibility }, defaultSettings))
  assert.deepEqual(bars, [0.6, 0.75, 0.9])
})

test('known costs set the bar at C_wrong / (C_wrong + C_miss)', () => {
  assert.equal(barOf({ reversibility: 'reversible', costs: { wrongAct: 900, miss: 100 } }, defaultSettings), 0.9)
  for (const costs of [
    { wrongAct: 0, miss: 0 },
    { wrongAct: -1, miss: 2 },
    { wrongAct: Number.NaN, miss: 1 },
  ]) {
    assert.throws(() => barOf({ reversibility: 'costly', costs }, defaultSettings), /costs/)
  }
})

test('only a probability above the bar decides', () => {
  assert.deepEqual(decide([0.61, 0.39], options, 0.6), { kind: 'decision', option: 'a', probability: 0.61, bar: 0.6 })
  assert.deepEqual(decide([0.6, 0.4], options, 0.6), { kind: 'undecided', why: 'below-bar', leading: 'a', probability: 0.6, bar: 0.6 })
})

test('a council that asks for data has not decided, however sure it is', () => {
  const standing = withStandingOptions(options)
  const outcome = decide([0.02, 0.02, 0.01, 0.95], standing, 0.6)
  assert.deepEqual([outcome.kind, outcome.kind === 'undecided' && outcome.why], ['undecided', 'need-data'])
})

const question: ChoiceQuestion = { type: 'choice', options, reversibility: 'irreversible' }
const state = createState(['w', 'x', 'y', 'z'].map((id) => ({ id })))
const cast = (voter: string, a: number, rest: Partial<ChoiceBallot> = {}): ChoiceBallot => ({
  voter,
  probabilities: { a, b: 1 - a },
  evidence: [`E-${voter}`],
  ...rest,
})

test('the strongest dissent is the opponent with the most weighted log odds, reason and evidence included', () => {
  const ballots = [cast('w', 0.9), cast('x', 0.9), cast('y', 0.4), cast('z', 0.2, { reason: 'the contract forbids it' })]
  const { dissent } = aggregate(question, ballots, state)
  assert.deepEqual(
    [dissent!.voter, dissent!.option, dissent!.unanimous, dissent!.reason, dissent!.evidence],
    ['z', 'b', false, 'the contract forbids it', ['E-z']],
  )
})

test('with everyone of one mind the least convinced is shown and called unanimous', () => {
  const { dissent } = aggregate(question, [cast('w', 0.9), cast('x', 0.7), cast('y', 0.8)], state)
  assert.deepEqual([dissent!.voter, dissent!.option, dissent!.unanimous], ['x', 'a', true])
})

test('a crux round is called below the bar or for a small margin, with the dissenter and two lead supporters', () => {
  const ballots = [cast('w', 0.9), cast('x', 0.8), cast('y', 0.7), cast('z', 0.2)]
  const { cruxRound } = aggregate(question, ballots, state)
  assert.deepEqual(cruxRound, { why: ['below-bar'], dissenter: 'z', supporters: ['w', 'x'] })
  const even = aggregate({ ...question, reversibility: 'reversible' }, [cast('w', 0.6), cast('x', 0.45)], state)
  assert.deepEqual(even.cruxRound!.why, ['below-bar', 'small-margin'])
  const clear = ['w', 'x', 'y', 'z'].map((voter) => cast(voter, 0.95))
  assert.equal(aggregate({ ...question, reversibility: 'reversible' }, clear, state).cruxRound, undefined)
})

test('an option chosen more often than expected is flagged, never decided by that', () => {
  const expecting = { predictedShares: { a: 0.95, b: 0.05 } }
  const ballots = [cast('w', 0.9, expecting), cast('x', 0.9, expecting), cast('y', 0.9, expecting), cast('z', 0.1, expecting)]
  const answer = aggregate({ ...question, reversibility: 'reversible' }, ballots, state)
  assert.deepEqual(answer.informedMinority!.option, 'b')
  assert.ok(Math.abs(answer.informedMinority!.share - 0.25) < 1e-12)
  assert.ok(answer.probabilities.a! > answer.probabilities.b!)
  assert.ok(answer.cruxRound!.why.includes('informed-minority'))
  const expected = ballots.map((ballot) => ({ ...ballot, predictedShares: { a: 0.5, b: 0.5 } }))
  assert.equal(aggregate(question, expected, state).informedMinority, undefined)
})

test('the cheapest next test is the crux that moves the answer most per cost', () => {
  const ballots = [
    cast('w', 0.9, { crux: { text: 'the pilot converts', cost: 1 } }),
    cast('x', 0.8, { crux: { text: 'the pilot converts', cost: 2 } }),
    cast('y', 0.7, { crux: { text: 'the supplier signs', cost: 10 } }),
    cast('z', 0.2, { crux: { text: '  ' } }),
  ]
  const { nextTests } = aggregate(question, ballots, state)
  assert.deepEqual(
    nextTests.map(({ crux, voters, cost }) => ({ crux, voters, cost })),
    [
      { crux: 'the pilot converts', voters: ['w', 'x'], cost: 1 },
      { crux: 'the supplier signs', voters: ['y'], cost: 10 },
    ],
  )
  assert.ok(nextTests.every(({ swing }) => swing > 0 && swing < 1))
})
