import assert from 'node:assert/strict'
import { test } from 'node:test'
import { waitBefore } from './back-off.ts'

test('waits double and never exceed 15 seconds', () => {
  assert.deepEqual(
    [0, 1, 2, 3, 4, 5, 50].map((attempt) => waitBefore(attempt, 1)),
    [500, 1000, 2000, 4000, 8000, 15_000, 15_000],
  )
})

test('chance spreads a wait over its upper half', () => {
  assert.equal(waitBefore(1, 0), 500)
  assert.equal(waitBefore(1, 0.5), 750)
})
