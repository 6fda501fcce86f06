import assert from 'node:assert/strict'
import { test } from 'node:test'
import { aggregate } from '../aggregation/aggregate.ts'
import type { ChoiceQuestion } from '../aggregation/question.ts'
import { createState } from '../aggregation/state.ts'
import { synthesize, type SynthesisFacts } from './synthesis.ts'

const state = createState([])
const question: ChoiceQuestion = { type: 'choice', options: [{ id: 'ship' }, { id: 'wait' }], reversibility: 'reversible' }
const ballots = [
  { voter: 'a', probabilities: { ship: 0.9, wait: 0.1 }, reason: 'It is ready.', crux: { text: 'A red build' } },
  { voter: 'b', probabilities: { ship: 0.8, wait: 0.2 }, reason: 'People wait for it.' },
  { voter: 'c', probabilities: { ship: 0.1, wait: 0.9 }, reason: 'The backup is old.' },
]
const facts = (given: Partial<SynthesisFacts>): SynthesisFacts => ({
  answer: aggregate(question, ballots, state),
  options: [
    { id: 'ship', label: 'Ship it', kind: 'choice' },
    { id: 'wait', label: 'Wait', kind: 'choice' },
  ],
  names: new Map([
    ['a', 'Analyst'],
    ['c', 'Guardian'],
  ]),
  reasons: new Map(ballots.map((ballot) => [ballot.voter, ballot.reason])),
  claims: new Map([['C1', 'It grows.']]),
  speakers: 'minds',
  unit: null,
  costMicros: 1_230_000,
  reviewAt: new Date('2026-12-24T00:00:00Z'),
  advice: null,
  composed: null,
  ...given,
})

test('the words hold the answer, its support, the dissent, what would change it, voices, cost and review', () => {
  const { sentence, text, probability } = synthesize(facts({}))
  assert.match(sentence, /^Ship it, with \d+ %\.$/)
  assert.ok(probability! > 0.6)
  assert.match(text, /For it:\n- Analyst: It is ready\./)
  assert.match(text, /strongest dissent is Guardian, for “Wait”: The backup is old\./)
  assert.match(text, /What would change it:\n- A red build/)
  assert.match(text, /3 minds, about \d\.\d independent voices\. It cost \$1\.23\. Look at it again on 24 December 2026\./)
})

test('people are not called minds, and one alone dissents from nobody', () => {
  const alone = synthesize(facts({ answer: aggregate(question, ballots.slice(0, 1), state), speakers: 'people' }))
  assert.match(alone.text, /1 person, about 1\.0 independent voice\./)
  assert.doesNotMatch(alone.text, /disagrees|dissent/)
})

test('undecided says what is missing, unknown cost is not called nothing', () => {
  const undecided = synthesize(
    facts({ answer: aggregate({ ...question, reversibility: 'irreversible' }, ballots, state), costMicros: null }),
  )
  assert.match(undecided.sentence, /^Undecided: “Ship it” leads with \d+ %, but 90 % would be needed\.$/)
  assert.match(undecided.text, /Its cost is not known\./)
  const nobody = synthesize(facts({ answer: aggregate(question, [], state), costMicros: 0 }))
  assert.equal(nobody.sentence, 'Undecided: nobody has answered.')
})

test('a number comes with its unit and range, a preference with its winner', () => {
  const estimate = aggregate(
    { type: 'numeric', reversibility: 'reversible' },
    [{ voter: 'a', quantiles: { p10: 10, p50: 20, p90: 40 } }],
    state,
  )
  assert.equal(synthesize(facts({ answer: estimate, unit: 'users' })).sentence, 'About 20 users, with 80 % between 10 users and 40 users.')
  const ranked = aggregate({ type: 'preference', options: question.options }, [{ voter: 'a', ranking: [['wait'], ['ship']] }], state)
  assert.equal(synthesize(facts({ answer: ranked })).sentence, 'The council prefers “Wait”.')
})

test('the sentence of an open answer holds no word of a mind', () => {
  const open = aggregate(
    { type: 'open', reversibility: 'reversible', claims: [{ id: 'C1', authors: ['a'] }] },
    [{ voter: 'a', claims: { C1: 0.95 } }],
    state,
  )
  const { sentence, text } = synthesize(facts({ answer: open }))
  assert.equal(sentence, 'One claim holds.')
  assert.match(text, /Accepted:\n- \[C1\] It grows\./)
})
