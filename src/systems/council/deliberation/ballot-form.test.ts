import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ballotForm, type FormContext } from './ballot-form.ts'

const context: FormContext = {
  type: 'choice',
  round: 'ballot',
  order: ['wait', 'ship', 'none'],
  labels: new Map([
    ['wait', 'Wait'],
    ['ship', 'Ship'],
    ['none', 'None of these'],
  ]),
  claims: ['C1', 'C2'],
  evidence: new Set(['E1', 'E2']),
}
const words = { reason: ' Because. ', evidence: ['E1', '[E2]', 'E99', 'E1'], crux: '', artefact: 'A list' }
const read = (change: Partial<FormContext>, answer: object) => {
  const form = ballotForm({ ...context, ...change })
  return form.read(form.shape.parse(answer))
}

test('letters lead back to options, in this mind’s own order; invented evidence falls away', () => {
  const said = read(
    {},
    {
      probabilities: [
        { option: 'A', probability: 0.2 },
        { option: 'B', probability: 0.7 },
        { option: 'C', probability: 0.1 },
      ],
      votes_of_others: [{ option: 'B', share: 1 }],
      ...words,
    },
  )
  assert.deepEqual(said.probabilities, { wait: 0.2, ship: 0.7, none: 0.1 })
  assert.deepEqual(said.predicted, { ship: 1 })
  assert.deepEqual([said.reason, said.evidence], ['Because.', ['E1', 'E2']])
  assert.match(ballotForm(context).instruction, /A: Wait\nB: Ship\nC: None of these/)
})

test('a percentage is taken for a probability, and what lies outside is brought to the edge', () => {
  const yesNo = (probability: number) =>
    read({ type: 'yes-no' }, { probability_of_yes: probability, share_of_others_saying_yes: 0.5, ...words }).probability
  assert.deepEqual([yesNo(70), yesNo(0.7), yesNo(-1), yesNo(1)], [0.7, 0.7, 0, 1])
})

test('claims, rankings and numbers are read by their own forms', () => {
  assert.deepEqual(read({ type: 'preference' }, { ranking: [['B'], ['A', 'C']], ...words }).ranking, [['ship'], ['wait', 'none']])
  assert.deepEqual(read({ type: 'numeric' }, { p10: 1, p50: 2, p90: 3, ...words }).quantiles, { p10: 1, p50: 2, p90: 3 })
  assert.deepEqual(read({ type: 'open' }, { claims: [{ claim: 'C2', probability: 0.4 }], ...words }).claims, { C2: 0.4 })
  const made = read(
    { type: 'open', round: 'claims' },
    {
      claims: [
        { text: 'It is so. ', evidence: ['E2', 'E7'] },
        { text: ' ', evidence: [] },
      ],
      ...words,
    },
  )
  assert.deepEqual(made.made, [{ text: 'It is so.', evidence: ['E2'] }])
})

test('an option that was not offered, or words where numbers belong, miss the form', () => {
  const { shape } = ballotForm(context)
  const votes = { votes_of_others: [], ...words }
  assert.equal(shape.safeParse({ probabilities: [{ option: 'Z', probability: 1 }], ...votes }).success, false)
  assert.equal(shape.safeParse({ probabilities: [{ option: 'A', probability: 'high' }], ...votes }).success, false)
})

test('characters that Postgres cannot keep are taken out of what a model says', () => {
  const said = read({ type: 'yes-no' }, { probability_of_yes: 1, share_of_others_saying_yes: 1, ...words, reason: 'a\0b\ud800' })
  assert.equal(said.reason, 'ab\ufffd')
})
