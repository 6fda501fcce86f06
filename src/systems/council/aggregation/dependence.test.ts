import assert from 'node:assert/strict'
import { test } from 'node:test'
import { effectiveVoices, errorCorrelation } from './dependence.ts'
import { square } from './matrix.ts'
import { createState } from './state.ts'

const equal = (count: number) => Array.from({ length: count }, () => 0.1)
const constant = (size: number, correlation: number) => square(size, (row, column) => (row === column ? 1 : correlation))
const near = (actual: number, expected: number) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual} is not ${expected}`)

test('n voices of one correlation are n / (1 + (n − 1) rho) voices', () => {
  near(effectiveVoices(equal(13), constant(13, 0)).effective, 13)
  near(effectiveVoices(equal(13), constant(13, 0.5)).effective, 13 / 7)
  near(effectiveVoices(equal(13), constant(13, 1)).effective, 1)
  assert.equal(effectiveVoices(equal(13), constant(13, 0.273)).effective.toFixed(1), '3.0')
  assert.equal(effectiveVoices(equal(13), constant(13, 0.455)).effective.toFixed(1), '2.0')
})

test('blocks of copies count once each', () => {
  const blocks = square(12, (row, column) => (row % 3 === column % 3 ? 1 : 0))
  near(effectiveVoices(equal(12), blocks).effective, 3)
})

test('unequal weights follow (Σw)² / (wᵀRw)', () => {
  const correlation = [
    [1, 0.5, 0],
    [0.5, 1, 0.2],
    [0, 0.2, 1],
  ]
  near(effectiveVoices([3, 2, 1], correlation).effective, 36 / (9 + 4 + 1 + 2 * 3 + 2 * 0.4))
})

test('a voice of no weight adds none, and all without weight count alike', () => {
  near(effectiveVoices([1, 1, -0.05], constant(3, 0)).effective, 2)
  near(effectiveVoices([0, 0], constant(2, 0)).effective, 2)
  assert.deepEqual(effectiveVoices([], []), { minds: 0, effective: 0, correlation: 0 })
  assert.equal(effectiveVoices([1], [[1]]).effective, 1)
})

test('opposite errors never make more voices than there are minds', () => {
  assert.equal(effectiveVoices([1, 1], constant(2, -0.9)).effective, 2)
})

test('before any outcome the correlation is .45 within a provider and .27 across', () => {
  const state = createState([{ id: 'a', provider: 'x' }, { id: 'b', provider: 'x' }, { id: 'c', provider: 'y' }, { id: 'd' }, { id: 'e' }])
  const correlation = errorCorrelation(state, [0, 1, 2, 3, 4])
  assert.deepEqual(correlation[0], [1, 0.45, 0.27, 0.27, 0.27])
  assert.equal(correlation[3]![4], 0.27, 'two unknown providers are not the same provider')
})

test('seen errors draw the correlation from the prior to what was seen', () => {
  const state = createState([{ id: 'a' }, { id: 'b' }])
  const errors = (n: number, bothWrong: number) => ({
    count: constant(2, n).map((row) => row.map(() => n)),
    sum: square(2, () => n / 2),
    square: square(2, () => n / 2),
    product: square(2, () => bothWrong),
  })
  const seen = (n: number, bothWrong: number) => errorCorrelation({ ...state, errors: errors(n, bothWrong) }, [0, 1])[0]![1]!
  near(seen(30, 15), (1 + 0.27) / 2)
  near(seen(30, 7.5), 0.27 / 2)
  assert.ok(seen(100_000, 50_000) > 0.999)
})
