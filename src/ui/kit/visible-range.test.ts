import assert from 'node:assert/strict'
import { test } from 'node:test'
import { visibleRange } from './visible-range.ts'

test('rows in sight are drawn with some to spare at both edges', () => {
  assert.deepEqual(visibleRange({ top: 4000, height: 800 }, 40, 1000), { first: 88, end: 132 })
})

test('the range never leaves the list', () => {
  assert.deepEqual(visibleRange({ top: -500, height: 800 }, 40, 1000), { first: 0, end: 20 })
  assert.deepEqual(visibleRange({ top: 39_900, height: 800 }, 40, 1000), { first: 985, end: 1000 })
  assert.deepEqual(visibleRange({ top: 90_000, height: 800 }, 40, 10), { first: 10, end: 10 })
  assert.deepEqual(visibleRange({ top: 0, height: 0 }, 40, 0), { first: 0, end: 0 })
})
