import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { ChoiceBallot } from './ballot.ts'
import { square } from './matrix.ts'
import type { ChoiceQuestion } from './question.ts'
import { mayStopAsking } from './quorum.ts'
import type { CouncilState } from './state.ts'
import { createState } from './state.ts'

const ids = Array.from({ length: 13 }, (_, index) => `p${String(index).padStart(2, '0')}`)
const question: ChoiceQuestion = { type: 'choice', options: [{ id: 'a' }, { id: 'b' }], reversibility: 'reversible' }
const cast = (index: number, a: number): ChoiceBallot => ({ voter: ids[index]!, probabilities: { a, b: 1 - a }, evidence: [`E${index}`] })
const sure = ids.map((_, index) => cast(index, 0.95))
const split = ids.map((_, index) => cast(index, index % 2 ? 0.9 : 0.1))

/** A state with 60 outcomes on which errors went together as often as `bothWrong` of 30 says. */
function seen(bothWrong: number): CouncilState {
  const fill = (value: number) => square(13, () => value)
  const errors = { count: fill(60), sum: fill(30), square: fill(30), product: fill(bothWrong) }
  return { ...createState(ids.map((id) => ({ id }))), outcomes: 60, errors }
}

test('a clear answer of correlated voices needs no more of them', () => {
  assert.deepEqual(mayStopAsking(question, sure.slice(0, 4), seen(24)).why, 'too-few-ballots')
  const advice = mayStopAsking(question, sure.slice(0, 7), seen(24))
  assert.deepEqual([advice.stop, advice.why], [true, 'settled'])
})

test('a split council is asked to the end', () => {
  assert.deepEqual(mayStopAsking(question, split.slice(0, 8), seen(24)).why, 'open')
  assert.deepEqual(mayStopAsking(question, split, seen(24)), { stop: true, why: 'everyone-answered' })
})

test('independent voices are worth their cost and are all asked', () => {
  assert.equal(mayStopAsking(question, sure.slice(0, 7), seen(15)).why, 'too-independent')
})

test('nothing is skipped before the correlation was learned', () => {
  const fresh = createState(ids.map((id) => ({ id })))
  assert.equal(mayStopAsking(question, sure.slice(0, 12), fresh).why, 'too-little-learned')
})

test('yes/no questions take the same advice, and an absence counts as an answer', () => {
  const ballots = ids.map((voter, index) => (index < 6 ? { voter, probability: 0.95, evidence: [voter] } : { voter, absent: 'hung' }))
  const advice = mayStopAsking({ type: 'yes-no', reversibility: 'reversible' }, ballots, seen(24))
  assert.equal(advice.why, 'everyone-answered')
})
