import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isLocale, isTimeZone } from './region.ts'

test('zones and locales are those the runtime knows', () => {
  assert.deepEqual(['Europe/Lisbon', 'UTC', 'Mars/Base', '', '+99:00'].map(isTimeZone), [true, true, false, false, false])
  assert.deepEqual(['en-GB', 'de', 'xx', 'no way', ''].map(isLocale), [true, true, false, false, false])
})
