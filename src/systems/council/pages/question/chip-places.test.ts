import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeChips } from './chip-places.ts'

const room = { width: 700, chip: 112, gap: 8 }

test('a chip stands over its share, and never leaves the axis', () => {
  assert.deepEqual(placeChips([0.5], room), [{ left: 294, lane: 0 }])
  assert.deepEqual(placeChips([0, 1], room), [
    { left: 0, lane: 0 },
    { left: 588, lane: 0 },
  ])
})

test('chips that would cover each other take further lanes, in any order', () => {
  const places = placeChips([0.72, 0.7, 0.3, 0.71], room)
  assert.deepEqual(
    places.map(({ lane }) => lane),
    [2, 0, 0, 1],
  )
})

test('no two chips of a lane overlap', () => {
  const shares = Array.from({ length: 13 }, (_, index) => (index * 37) % 100).map((share) => share / 100)
  const places = placeChips(shares, room)
  for (const [index, one] of places.entries())
    for (const other of places.slice(index + 1))
      assert.ok(one.lane !== other.lane || Math.abs(one.left - other.left) >= room.chip + room.gap - 1e-9)
})
