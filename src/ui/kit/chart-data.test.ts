import assert from 'node:assert/strict'
import { test } from 'node:test'
import { gapsOf, niceTop } from './chart-data.ts'

const times = [0, 10, 20, 30, 40]

test('a gap reaches from the last known moment to the next known one', () => {
  assert.deepEqual(gapsOf(times, [{ label: 'a', values: [1, null, null, 4, 5] }]), [{ from: 0, to: 30 }])
})

test('a gap at the end reaches to the end', () => {
  assert.deepEqual(gapsOf(times, [{ label: 'a', values: [1, 2, 3, null, null] }]), [{ from: 20, to: 40 }])
})

test('one series that knows is enough, but last week does not count', () => {
  const missing = [1, null, null, 4, 5]
  assert.deepEqual(
    gapsOf(times, [
      { label: 'a', values: missing },
      { label: 'b', values: [1, 2, 3, 4, 5] },
    ]),
    [],
  )
  assert.equal(
    gapsOf(times, [
      { label: 'a', values: missing },
      { label: 'b', values: [1, 2, 3, 4, 5], past: true },
    ]).length,
    1,
  )
})

test('the axis ends at a round figure above the highest value and the limit', () => {
  const top = (highest: number, limit?: number) => niceTop([{ label: 'a', values: [highest, null] }], limit)
  assert.deepEqual([top(0), top(7), top(97), top(101), top(0.34), top(10, 60)], [1, 8, 100, 150, 0.4, 80])
})
