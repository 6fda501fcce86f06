import assert from 'node:assert/strict'
import { test } from 'node:test'
import { growthLines } from './growth-lines.ts'

test('times rise even where several outcomes came at one moment', () => {
  const at = '2026-11-24T10:00:00.000Z'
  const start = Date.parse(at)
  const lines = growthLines([
    { at, council: 0.5, plainPool: 0.6 },
    { at, council: 0.4, plainPool: 0.6 },
    { at: '2026-11-24T10:00:01.000Z', council: 0.3, plainPool: 0.5 },
  ])
  assert.deepEqual(lines, { times: [start, start + 1, start + 1000], council: [0.5, 0.4, 0.3], plainPool: [0.6, 0.6, 0.5] })
})
