import assert from 'node:assert/strict'
import { test } from 'node:test'
import { axisOf, shareOn } from './number-axis.ts'

test('the axis holds every range and the threshold, and does not go below 0 without need', () => {
  assert.deepEqual(axisOf([{ p10: 1, p50: 5, p90: 11 }], 21), { from: 0, to: 22 })
  assert.deepEqual(axisOf([{ p10: -10, p50: 0, p90: 10 }], null), { from: -11, to: 11 })
})

test('one single value still has an axis', () => {
  const axis = axisOf([{ p10: 7, p50: 7, p90: 7 }], null)
  assert.ok(axis.from < 7 && axis.to > 7)
  assert.equal(shareOn(axis, 7), 0.5)
})
