import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatDollars } from '#ui/format/dollars.ts'
import { parseDollars, plainDollars } from './dollars.ts'

test('small sums keep their digits, unknown is never nothing', () => {
  assert.deepEqual([0, 5_000_000, 1_204_500_000, 500_000, 12_345, 110, 1, null].map(formatDollars), [
    '$0.00',
    '$5.00',
    '$1,204.50',
    '$0.50',
    '$0.0123',
    '$0.00011',
    '$0.000001',
    'unknown',
  ])
})

test('what is typed is read back as it was meant, or not at all', () => {
  assert.deepEqual(['5', '$0.25', ' 1,000.5 ', '.1', '', 'five', '-1', '1e3'].map(parseDollars), [
    5e6,
    250_000,
    1000.5e6,
    100_000,
    null,
    null,
    null,
    null,
  ])
  assert.deepEqual([250_000, null].map(plainDollars), ['0.25', ''])
})
