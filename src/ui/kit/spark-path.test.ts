import assert from 'node:assert/strict'
import { test } from 'node:test'
import { areaPath, linePath } from './spark-path.ts'

const frame = { width: 30, height: 10 }

test('the line goes through the values from zero up', () => {
  assert.equal(linePath([0, 5, 10, 5], frame), 'M0 9L10 5L20 1L30 5')
})

test('a gap stays a gap', () => {
  assert.equal(linePath([0, 10, null, 10, 0], { width: 40, height: 10 }), 'M0 9L10 1M30 1L40 9')
})

test('nothing known draws nothing', () => {
  assert.equal(linePath([null, null], frame), '')
  assert.equal(linePath([], frame), '')
})

test('the area is closed at the foot', () => {
  assert.equal(areaPath([10, 10], { width: 10, height: 10 }), 'M0 1L10 1L10 10L0 10Z')
})
