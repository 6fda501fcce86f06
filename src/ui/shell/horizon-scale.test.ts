import assert from 'node:assert/strict'
import { test } from 'node:test'
import { horizonHours, horizonRange, hourTicks, momentAt, placeOf } from './horizon-scale.ts'

const hour = 3_600_000
const now = Date.UTC(2026, 10, 24, 10, 42)

test('now stands at two thirds: 16 hours behind it, 8 ahead', () => {
  const range = horizonRange(now, horizonHours)
  assert.equal(placeOf(now, range), 16 / 24)
  assert.equal(placeOf(range.from - hour, range), 0)
  assert.equal(placeOf(range.to + hour, range), 1)
})

test('a place leads back to its moment', () => {
  const range = horizonRange(now, horizonHours)
  assert.equal(momentAt(placeOf(now + hour, range), range), now + hour)
})

test('ticks stand on full hours of the wall clock, labelled every other one', () => {
  const ticks = hourTicks(horizonRange(now, horizonHours), 2, 0)
  assert.equal(ticks.length, 24)
  assert.ok(ticks.every(({ at }) => at % hour === 0))
  assert.deepEqual(
    ticks.slice(0, 4).map(({ label }) => label),
    [null, '20', null, '22'],
  )
})

test('zones with half hours have their ticks on their own full hours', () => {
  const [first] = hourTicks(horizonRange(now, horizonHours), 1, 330)
  assert.equal(((first?.at ?? 0) + 330 * 60_000) % hour, 0)
  assert.equal(first?.label, '01')
})
