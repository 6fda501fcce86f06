import assert from 'node:assert/strict'
import { test } from 'node:test'
import { multiply, square } from './matrix.ts'
import { defaultSettings } from './settings.ts'
import { admitVoters, createState, priorPrecision, priorWeights } from './state.ts'

const seats = (count: number) => Array.from({ length: count }, (_, index) => ({ id: `p${String(index).padStart(2, '0')}` }))

test('the prior weight is .46 / (1 + .3 (n − 1)): .10 for thirteen', () => {
  assert.equal(priorWeights(1, defaultSettings)[0], 0.46)
  assert.ok(Math.abs(priorWeights(13, defaultSettings)[0]! - 0.1) < 1e-12)
})

test('the prior precision is the inverse of v_i I + v_c 11ᵀ', () => {
  const covariance = square(4, (row, column) => (row === column ? 0.012 : 0) + 0.01)
  const precision = priorPrecision(4, defaultSettings)
    .slice(0, 4)
    .map((row) => row.slice(0, 4))
  for (let row = 0; row < 4; row++) {
    const product = multiply(precision, covariance[row]!)
    product.forEach((value, column) => assert.ok(Math.abs(value - (row === column ? 1 : 0)) < 1e-12))
  }
})

test('a council that learned nothing is the same however its voters came in', () => {
  const together = createState(seats(5))
  const oneByOne = seats(5)
    .toReversed()
    .reduce((state, seat) => admitVoters(state, [seat]), createState([]))
  together.weights.forEach((weight, row) => assert.ok(Math.abs(weight - oneByOne.weights[row]!) < 1e-12))
  together.precision.forEach((row, r) => row.forEach((value, c) => assert.ok(Math.abs(value - oneByOne.precision[r]![c]!) < 1e-9)))
  assert.deepEqual({ ...oneByOne, weights: [], precision: [], quantiles: [] }, { ...together, weights: [], precision: [], quantiles: [] })
})

test('who sits already is not seated twice', () => {
  const state = createState(seats(3))
  assert.equal(admitVoters(state, seats(2)), state)
  assert.throws(() => createState([{ id: 'a' }, { id: 'a' }]), /same id/)
})

test('names that objects know by themselves are ordinary names', () => {
  const state = createState([{ id: '__proto__' }, { id: 'constructor' }])
  assert.deepEqual(
    state.voters.map(({ id }) => id),
    ['__proto__', 'constructor'],
  )
})
