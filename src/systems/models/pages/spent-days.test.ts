import assert from 'node:assert/strict'
import { test } from 'node:test'
import { spentDays } from './spent-days.ts'

test('every day of the span has a value, and days without a call are zero', () => {
  const { times, values } = spentDays('2026-02-27', '2026-03-02', [
    { key: '2026-02-28', costMicros: 250_000 },
    { key: '2026-03-02', costMicros: 1_000_000 },
  ])
  assert.deepEqual(values, [0, 0.25, 0, 1])
  assert.equal(new Date(times.at(-1)!).toISOString(), '2026-03-02T00:00:00.000Z')
})
