import assert from 'node:assert/strict'
import { test } from 'node:test'
import { shorten } from './tool-result.ts'

test('a short answer is left as it is', () => {
  assert.deepEqual(shorten({ items: [1, 2], next: null }, 1000), { kept: { items: [1, 2], next: null }, note: null })
})

test('a long list keeps whole items, as many as fit, and says how many are missing', () => {
  const items = Array.from({ length: 100 }, (_, index) => ({ index, text: 'x'.repeat(100) }))
  const { kept, note } = shorten({ items, next: 'more' }, 2000)
  assert.ok(JSON.stringify(kept).length <= 2000)
  assert.deepEqual((kept['items'] as unknown[])[0], items[0])
  assert.match(note!, /of the 100 items/)
})

test('whatever the shape, the answer stays within the bound', () => {
  const deep = { a: Array.from({ length: 400 }, () => ({ b: 'y'.repeat(9000) })), c: 'z'.repeat(90_000) }
  for (const output of [deep, { text: 'z'.repeat(90_000) }, { items: ['q'.repeat(90_000)] }]) {
    const { kept, note } = shorten(output, 40_000)
    assert.ok(JSON.stringify(kept).length <= 40_000)
    assert.ok(note)
  }
})
