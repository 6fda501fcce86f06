import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formatAge, formatClock, formatDate, formatDay, formatExact, formatSeconds, formatSince, nextTick } from './time.ts'

const now = new Date(2026, 10, 24, 10, 42, 4).getTime()
const minute = 60_000
const day = 86_400_000
const spaced = (text: string) => text.replaceAll('\u00a0', ' ')

test('ages are relative for a week and dates after it', () => {
  assert.deepEqual(
    [38_000, 44 * minute, 3 * 60 * minute, 6 * day, 12 * day, 400 * day].map((age) => spaced(formatAge(now - age, now))),
    ['38 s', '44 min', '3 h', '6 d', '12 Nov', '20 Oct 2025'],
  )
})

test('what is ahead says so', () => {
  assert.equal(spaced(formatAge(now + 18 * minute, now)), 'in 18 min')
  assert.equal(spaced(formatSince(now + 18 * minute, now)), 'in 18 min')
})

test('phrases fit into a sentence', () => {
  assert.equal(formatSince(now, now), 'just now')
  assert.equal(spaced(formatSince(now - 38_000, now)), '38 s ago')
  assert.equal(formatSince(now - 12 * day, now), 'on 12 Nov')
})

test('clocks have 24 hours, also at midnight', () => {
  assert.equal(formatClock(now), '10:42')
  assert.equal(formatClock(new Date(2026, 0, 1, 0, 5)), '00:05')
  assert.equal(formatSeconds(now), '10:42:04')
  assert.equal(formatSeconds(now + 902, true), '10:42:04.902')
})

test('days and exact moments carry their date', () => {
  assert.equal(formatDay(now), 'Tue 24 Nov')
  assert.equal(formatDay(new Date(2026, 8, 25)), 'Fri 25 Sep')
  assert.equal(formatDate(now - 300 * day, now), '28 Jan')
  assert.equal(formatExact(now), 'Tue 24 Nov 2026, 10:42:04')
})

test('the next tick comes when the words change, not before', () => {
  assert.equal(nextTick(now - 5000, now), 1000)
  assert.equal(nextTick(now - 90_000, now), 30_000)
  assert.equal(nextTick(now - 2 * 60 * minute - 1000, now), 60 * minute - 1000)
})
