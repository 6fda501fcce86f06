import assert from 'node:assert/strict'
import { test } from 'node:test'
import { durationMilliseconds, readShortDuration, writeShortDuration } from './durations.ts'

test('short forms are read and written', () => {
  const cases: [string, object][] = [
    ['30s', { seconds: 30 }],
    ['1h30m', { hours: 1, minutes: 30 }],
    ['2d', { days: 2 }],
    ['250ms', { milliseconds: 250 }],
    ['0s', { seconds: 0 }],
    ['1d2h3m4s5ms', { days: 1, hours: 2, minutes: 3, seconds: 4, milliseconds: 5 }],
  ]
  for (const [text, parts] of cases) {
    assert.deepEqual(readShortDuration(text), parts)
    assert.equal(writeShortDuration(parts), text)
  }
})

test('what is no short form is none', () => {
  for (const text of ['', '5', 's', '5 sec', 'PT5S', '1m1h', '-5s', '1.5h']) assert.equal(readShortDuration(text), null, text)
  assert.equal(writeShortDuration({ minutes: -1 }), null)
  assert.equal(writeShortDuration({ minutes: 1.5 }), null)
})

test('every form has its milliseconds, and what has no fixed length has none', () => {
  const cases: [Parameters<typeof durationMilliseconds>[0], number | null][] = [
    ['90s', 90_000],
    ['PT1H30M', 5_400_000],
    ['P1DT0.5S', 86_400_500],
    ['P2W', 1_209_600_000],
    [{ minutes: 1, milliseconds: 5 }, 60_005],
    ['P1M', null],
    ['P1Y', null],
    ['soon', null],
    ['P', null],
    ['PT', null],
    [5, null],
  ]
  for (const [value, milliseconds] of cases) assert.equal(durationMilliseconds(value), milliseconds, JSON.stringify(value))
})
