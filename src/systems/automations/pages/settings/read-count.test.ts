import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readCount } from './read-count.ts'

test('nothing is null, and only whole numbers within bounds are taken', () => {
  assert.deepEqual(
    ['', '  ', '7', ' 30 ', '0', '-1', '1.5', 'x', '1e2', '101'].map((text) => readCount(text, 100)),
    [null, null, 7, 30, 'wrong', 'wrong', 'wrong', 'wrong', 100, 'wrong'],
  )
})
