import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isId, newId } from './ids.ts'

test('ids are UUIDv7, unique, and in the order they were made, also within a millisecond and when the clock steps back', () => {
  const ids = [...Array.from({ length: 10_000 }, () => newId(1_700_000_000_000)), newId(1_600_000_000_000)]
  assert.equal(new Set(ids).size, ids.length)
  assert.deepEqual(
    [...ids].sort((a, b) => (a < b ? -1 : 1)),
    ids,
  )
  for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  assert.equal(isId(ids[0]!), true)
  assert.equal(isId('not an id'), false)
})
