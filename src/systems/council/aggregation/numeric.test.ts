import assert from 'node:assert/strict'
import { test } from 'node:test'
import { learn } from '../learning/learn.ts'
import { pinballScore } from '../learning/scores.ts'
import { aggregate } from './aggregate.ts'
import type { NumericBallot } from './ballot.ts'
import { probabilityAbove } from './numeric.ts'
import type { NumericQuestion } from './question.ts'
import type { CouncilState } from './state.ts'
import { createState } from './state.ts'
import { weightedQuantile } from './weighted-quantile.ts'

const question: NumericQuestion = { type: 'numeric', reversibility: 'reversible' }
const ids = ['a', 'b', 'c', 'd', 'e']
const fresh = createState(ids.map((id) => ({ id })))
const cast = (voter: string, middle: number, spread: number): NumericBallot => ({
  voter,
  evidence: [`E-${voter}`],
  quantiles: { p10: middle - spread, p50: middle, p90: middle + spread },
})

test('a weighted quantile is where the cumulative weight reaches the level', () => {
  assert.equal(weightedQuantile([3, 1, 2], [1, 1, 1], 0.5), 2)
  assert.equal(weightedQuantile([1, 2, 3, 4], [1, 1, 1, 1], 0.5), 2.5)
  assert.equal(weightedQuantile([1, 2, 3, 4], [0.49, 0.01, 0.25, 0.25], 0.5), 2.5)
  assert.equal(weightedQuantile([1, 2, 3], [1, 1, 5], 0.5), 3)
  assert.equal(weightedQuantile([1, 2, 3], [0, 0, 0], 0.5), 2)
  assert.equal(weightedQuantile([10, 20, 30], [1, 0, 0], 0.9), 10)
})

test('at first the council takes the weighted median of each quantile', () => {
  const answer = aggregate(question, [cast('a', 10, 1), cast('b', 20, 4), cast('c', 90, 9)], fresh)
  assert.deepEqual(answer.quantiles, { p10: 16, p50: 20, p90: 24 })
  assert.deepEqual([answer.method, answer.outcome], ['weighted-median', { kind: 'estimate', value: 20 }])
  assert.deepEqual([answer.dissent!.voter, answer.dissent!.value], ['c', 90])
})

test('a threshold is decided by the probability of reaching it', () => {
  const ballots = [cast('a', 100, 10), cast('b', 102, 10), cast('c', 98, 10)]
  const reached = aggregate({ ...question, threshold: 90 }, ballots, fresh)
  assert.deepEqual(reached.outcome.kind === 'decision' && reached.outcome.option, 'above')
  assert.ok(Math.abs(reached.probabilities!.above - 0.9) < 1e-9)
  const open = aggregate({ ...question, threshold: 100 }, ballots, fresh)
  assert.deepEqual([open.outcome.kind, open.probabilities], ['undecided', { above: 0.5, below: 0.5 }])
  assert.throws(() => aggregate({ ...question, threshold: Number.NaN }, ballots, fresh), /threshold/)
})

test('the probability of reaching a value meets the three quantiles and falls from end to end', () => {
  const quantiles = { p10: 0, p50: 10, p90: 40 }
  const expected = [
    [0, 0.9],
    [10, 0.5],
    [40, 0.1],
  ] as const
  for (const [value, probability] of expected) assert.ok(Math.abs(probabilityAbove(value, quantiles) - probability) < 1e-12)
  const values = [-1e308, -100, -1, 5, 20, 41, 1e308].map((value) => probabilityAbove(value, quantiles))
  assert.deepEqual(
    values,
    values.toSorted((left, right) => right - left),
  )
  assert.ok(values.every((value) => value >= 0 && value <= 1))
  assert.equal(probabilityAbove(1, { p10: 2, p50: 2, p90: 2 }), 0.9)
})

test('unusable estimates are absences, copies are not counted, order does not matter', () => {
  const ballots: NumericBallot[] = [
    cast('a', 10, 1),
    cast('b', 30, 2),
    { ...cast('a', 10, 1), voter: 'c', sealed: 1 },
    { voter: 'd', quantiles: { p10: 3, p50: 2, p90: 4 } },
    { voter: 'e', quantiles: { p10: 0, p50: Number.POSITIVE_INFINITY, p90: 1 } },
  ]
  const answer = aggregate(question, ballots, fresh)
  assert.deepEqual(answer.echoes, [{ voter: 'c', of: 'a' }])
  assert.deepEqual(
    answer.absent.map(({ why }) => why),
    ['quantiles out of order', 'a quantile that is not a number'],
  )
  assert.deepEqual(aggregate(question, ballots.toReversed(), fresh), answer)
  assert.deepEqual(aggregate(question, [], fresh).outcome, { kind: 'undecided', why: 'no-ballots' })
})

test('extreme estimates give finite quantiles in order', () => {
  const ballots: NumericBallot[] = [
    { voter: 'a', quantiles: { p10: -1.7e308, p50: 0, p90: 1.7e308 }, evidence: ['1'] },
    { voter: 'b', quantiles: { p10: 5e-324, p50: 5e-324, p90: 5e-324 }, evidence: ['2'] },
    { voter: 'c', quantiles: { p10: 1.7e308, p50: 1.7e308, p90: 1.7e308 }, evidence: ['3'] },
  ]
  let state: CouncilState = fresh
  for (let round = 0; round < 40; round++) {
    state = learn(state, { kind: 'resolved', question, ballots, outcome: { value: round % 2 ? 1e300 : -1e300 }, resolver: 'metric' })
    const { p10, p50, p90 } = aggregate(question, ballots, state).quantiles!
    assert.ok([p10, p50, p90].every(Number.isFinite) && p10 <= p50 && p50 <= p90)
  }
})

test('after thirty outcomes the stack follows who was right and corrects a common bias', () => {
  let state = fresh
  let stacked = 0
  let median = 0
  for (let round = 0; round < 400; round++) {
    const truth = 100 + 40 * Math.sin(round * 1.7)
    const wobble = (step: number) => 12 * Math.sin(round * step)
    const ballots = [
      cast('a', truth - 5 + wobble(2.3) / 12, 2),
      ...ids.slice(1).map((id, index) => cast(id, truth + 15 + wobble(1.1 + index), 8)),
    ]
    if (round >= 200) {
      stacked += pinballScore(aggregate(question, ballots, state).quantiles!, truth)
      median += pinballScore(aggregate(question, ballots, fresh).quantiles!, truth)
    }
    state = learn(state, { kind: 'resolved', question, ballots, outcome: { value: truth }, resolver: 'metric' })
  }
  assert.equal(aggregate(question, [cast('a', 1, 1)], state).method, 'quantile-stack')
  assert.ok(stacked < 0.6 * median, `${stacked} against ${median}`)
})
