import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyBallot, moved, voteOf, type Ask } from './draft.ts'

const options = [
  { id: 'a', label: 'A' },
  { id: 'b', label: 'B' },
  { id: 'c', label: 'C' },
]
const ask = (type: Ask['type']): Ask => ({ type, unit: null, options, claims: [] })
const empty = (type: Ask['type']) => emptyBallot(ask(type))
const words = { reason: '', crux: '' }

test('a ballot is read by the kind of question', () => {
  assert.deepEqual(voteOf('yes-no', { ...empty('yes-no'), percents: { yes: '68' } }), { probability: 0.68, ...words })
  assert.deepEqual(voteOf('choice', { ...empty('choice'), percents: { a: '70', b: '', c: '40' } }), {
    probabilities: { a: 70, c: 40 },
    ...words,
  })
  assert.deepEqual(voteOf('numeric', { ...empty('numeric'), numbers: { p10: '1', p50: '1,500', p90: '2000' } }), {
    quantiles: { p10: 1, p50: 1500, p90: 2000 },
    ...words,
  })
  assert.deepEqual(voteOf('preference', { ...empty('preference'), order: ['b', 'a', 'c'] }), { ranking: [['b'], ['a'], ['c']], ...words })
  assert.deepEqual(voteOf('open', { ...empty('open'), percents: { c1: '90' } }), { claims: { c1: 0.9 }, ...words })
})

test('what cannot be counted is refused with its reason', () => {
  assert.equal(voteOf('yes-no', { ...empty('yes-no'), percents: { yes: '101' } }), 'percent')
  assert.equal(voteOf('choice', empty('choice')), 'some')
  assert.equal(voteOf('numeric', { ...empty('numeric'), numbers: { p10: '3', p50: '2', p90: '4' } }), 'order')
  assert.equal(voteOf('numeric', empty('numeric')), 'order')
  assert.equal(voteOf('open', empty('open')), 'claims')
})

test('an option moves by one place and stays in the list', () => {
  assert.deepEqual(moved(['a', 'b', 'c'], 'b', -1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', 1), ['b', 'a', 'c'])
  assert.deepEqual(moved(['a', 'b', 'c'], 'a', -1), ['a', 'b', 'c'])
})
