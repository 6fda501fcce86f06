import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatByteRate, formatBytes } from './bytes.ts'
import { classes } from './classes.ts'
import { formatDuration, formatShortDuration } from './duration.ts'
import { formatMoney } from './money.ts'
import { formatCompact, formatNumber, formatShare } from './number.ts'
import { humanize, kebab, truncateMiddle } from './text.ts'

const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

test('unknown figures say so and are never zero', () => {
  for (const format of [formatNumber, formatShare, formatBytes, formatByteRate, formatDuration]) {
    assert.equal(format(null), 'unknown')
    assert.equal(format(undefined), 'unknown')
    assert.equal(format(Number.NaN), 'unknown')
  }
})

test('numbers are grouped; shares keep digits where something would read as nothing', () => {
  assert.equal(formatNumber(118_432), '118,432')
  assert.equal(formatNumber(0.5, 2), '0.50')
  assert.deepEqual([0.34, 0.0004, 0.00001, 0.012, 0, 1].map(formatShare).map(spaced), [
    '34 %',
    '0.04 %',
    '< 0.01 %',
    '1.2 %',
    '0 %',
    '100 %',
  ])
})

test('compact numbers never round up', () => {
  assert.deepEqual([842, 1299, 19_999, 3_499_999].map(formatCompact).map(spaced), ['842', '1.2 k', '19 k', '3.4 M'])
})

test('bytes are powers of 1024 and move to the next unit before four digits', () => {
  assert.deepEqual([0, 1023, 1024, 432_013_312, 1_288_490_189, 1_048_064].map(formatBytes).map(spaced), [
    '0 B',
    '1023 B',
    '1 KiB',
    '412 MiB',
    '1.2 GiB',
    '1 MiB',
  ])
  assert.equal(spaced(formatByteRate(42_991_616)), '41 MiB/s')
})

test('durations name their two biggest units', () => {
  assert.deepEqual([3, 6200, 59_999, 104_000, 11_520_000, 532_800_000, 3_600_000].map(formatDuration).map(spaced), [
    '3 ms',
    '6.2 s',
    '59 s',
    '1 m 44 s',
    '3 h 12 m',
    '6 d 4 h',
    '1 h',
  ])
  assert.deepEqual([0, 38_000, 2_640_000, 10_800_000, 518_400_000].map(formatShortDuration).map(spaced), [
    '0 s',
    '38 s',
    '44 min',
    '3 h',
    '6 d',
  ])
})

test('money comes from minor units, without cents where there are none, and however big', () => {
  assert.equal(spaced(formatMoney(210_000, 'EUR')), '€ 2,100')
  assert.equal(spaced(formatMoney('84', 'EUR')), '€ 0.84')
  assert.equal(spaced(formatMoney(-1205n, 'USD')), '−$ 12.05')
  assert.equal(spaced(formatMoney(5000, 'JPY')), '¥ 5,000')
  assert.equal(spaced(formatMoney(90_071_992_547_409_930n, 'EUR')), '€ 900,719,925,474,099.30')
})

test('paths lose their middle and keep both ends', () => {
  assert.equal(truncateMiddle('feat/a-very-long-branch-name', 15), 'feat/a-…ch-name')
  assert.equal(truncateMiddle('main', 10), 'main')
})

test('names are spelled for the command line and for people', () => {
  assert.equal(kebab('createPlan'), 'create-plan')
  assert.equal(humanize('createPlan'), 'Create plan')
  assert.equal(humanize('owner_email'), 'Owner email')
})

test('class names that are off are left out', () => {
  assert.equal(classes('a', false, null, undefined, 'b'), 'a b')
})
