import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChoiceBallot } from './ballot.ts'
import { readChoiceBallots } from './choice-reading.ts'
import { separateEchoes } from './echo.ts'
import type { ChoiceQuestion } from './question.ts'
import { withStandingOptions } from './question.ts'
import { defaultSettings } from './settings.ts'
import { confidenceStep } from './tally.ts'

const question: ChoiceQuestion = { type: 'choice', options: [{ id: 'b' }, { id: 'a' }], reversibility: 'reversible' }
const read = (ballots: readonly ChoiceBallot[]) => readChoiceBallots(question, ballots, defaultSettings)

test('probabilities are scaled to 1, kept within .01 and .98, and turned into centred log ratios', () => {
  const [ballot] = read([{ voter: 'x', probabilities: { a: 1.7, b: 0 } }]).counted
  assert.deepEqual(ballot!.stated, [1, 0])
  const half = Math.log(0.98 / 0.01) / 2
  ballot!.logOdds.forEach((log, option) => assert.ok(Math.abs(log - (option === 0 ? half : -half)) < 1e-12))
  assert.deepEqual([ballot!.top, ballot!.vote], ['a', [1, 0]])
})

test('favourites of equal probability share one vote', () => {
  assert.deepEqual(read([{ voter: 'x', probabilities: { a: 0.5, b: 0.5 } }]).counted[0]!.vote, [0.5, 0.5])
})

test('an unusable ballot is an absence that says why', () => {
  const { counted, absent } = read([
    { voter: '1' },
    { voter: '2', probabilities: { a: Number.POSITIVE_INFINITY, b: 0 } },
    { voter: '3', probabilities: { a: -0.1, b: 1.1 } },
    { voter: '4', probabilities: { a: 0, b: 0 } },
    { voter: '5', probabilities: { a: 0.5, c: 0.5 } },
    { voter: '6', probabilities: { a: 1, b: 0 }, absent: 'rate limited' },
  ])
  assert.equal(counted.length, 0)
  assert.deepEqual(
    absent.map(({ why }) => why),
    [
      'no probabilities',
      'a probability that is not a number from 0 up',
      'a probability that is not a number from 0 up',
      'no option has any probability',
      'an option that was not offered: c',
      'rate limited',
    ],
  )
})

test('of two ballots of one voter the first sealed counts, in whatever order they come', () => {
  const first: ChoiceBallot = { voter: 'x', sealed: 1, probabilities: { a: 1, b: 0 } }
  const second: ChoiceBallot = { voter: 'x', sealed: 2, probabilities: { a: 0, b: 1 } }
  for (const ballots of [
    [first, second],
    [second, first],
  ]) {
    const { counted, absent } = read(ballots)
    assert.deepEqual([counted.map(({ top }) => top), absent], [['a'], [{ voter: 'x', why: 'a second ballot of the same voter' }]])
  }
})

test('the confidence steps are those of ReConcile, edges included', () => {
  const steps = [0.5, 0.6, 0.61, 0.79, 0.8, 0.89, 0.9, 0.99, 1, 0.1 + 0.5, 0.7 + 0.2].map(confidenceStep)
  assert.deepEqual(steps, [0.1, 0.1, 0.3, 0.3, 0.5, 0.5, 0.8, 0.8, 1, 0.1, 0.8])
})

test('what a late voter adds is judged by all evidence already in play', () => {
  const cast = (voter: string, sealed: number, evidence: string[], sawPeers = false) => ({
    voice: { voter, sealed, evidence, sawPeers, reason: `words of ${voter}` },
    top: 'a',
  })
  const early = [cast('x', 1, ['E1']), cast('y', 2, ['E2'])]
  const repeated = separateEchoes([...early, cast('z', 3, ['E2', 'E1'], true)])
  assert.deepEqual(repeated.echoes, [{ voter: 'z', of: 'x' }])
  const added = separateEchoes([...early, cast('z', 3, ['E3'], true)])
  assert.deepEqual(added.echoes, [])
  const invented = separateEchoes([...early, cast('z', 3, ['E9'], true)], ['E1', 'E2'])
  assert.deepEqual(invented.echoes, [{ voter: 'z', of: 'x' }])
})

test('every frozen list of options offers none and need data, once', () => {
  const options = withStandingOptions([{ id: 'a' }, { id: 'b' }])
  assert.deepEqual(
    options.map(({ id }) => id),
    ['a', 'b', 'none', 'need-data'],
  )
  assert.deepEqual(withStandingOptions(options), options)
})
