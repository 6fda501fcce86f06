import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { formatMoney } from './money.ts'
import { formatNumber } from './number.ts'
import { writeFor } from './region.ts'
import { formatClock, formatDate, formatExact } from './time.ts'

afterEach(() => writeFor({ timeZone: null, locale: null }))
const moment = '2026-12-31T23:30:00.000Z'

test('times are those of the zone of the account, years too', () => {
  writeFor({ timeZone: 'Asia/Tokyo', locale: null })
  assert.equal(formatClock(moment), '08:30')
  assert.equal(formatExact(moment), 'Fri 1 Jan 2027, 08:30:00')
  writeFor({ timeZone: 'UTC', locale: null })
  assert.equal(formatClock(moment), '23:30')
  assert.equal(formatDate(moment, Date.parse('2026-01-01T00:00:00Z')), '31 Dec')
})

test('numbers and money are written as in the locale', () => {
  writeFor({ timeZone: null, locale: 'de-DE' })
  assert.equal(formatNumber(2100), '2.100')
  assert.equal(formatNumber(0.5, 1), '0,5')
  assert.match(formatMoney(210_084n, 'EUR'), /2\.100,84/)
})
