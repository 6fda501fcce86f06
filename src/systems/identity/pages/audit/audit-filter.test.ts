import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFiltered, listInput, localMinute, noFilter } from './audit-filter.ts'

test('what was left empty is left out', () => {
  assert.deepEqual(listInput(noFilter), { limit: 100 })
  assert.equal(isFiltered(noFilter), false)
})

test('moments are those of this clock, and what is none is left out', () => {
  const now = Date.parse('2026-11-30T14:30:00Z')
  const input = listInput({ ...noFilter, outcome: 'refused', operation: ' identity ', from: localMinute(now), to: 'soon' })
  assert.deepEqual(input, { limit: 100, outcome: 'refused', operation: 'identity', since: '2026-11-30T14:30:00.000Z' })
})
