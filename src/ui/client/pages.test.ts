import assert from 'node:assert/strict'
import { test } from 'node:test'
import { itemsOf, nextCursor } from './pages.ts'

test('pages are joined in order, and a row that moved while reading appears once', () => {
  const pages = [
    { items: [{ id: 'a' }, { id: 'b' }], next: 'cursor' },
    { items: [{ id: 'b' }, { id: 'c' }], next: null },
  ]
  assert.deepEqual(itemsOf(pages), [{ id: 'a' }, { id: 'b' }, { id: 'c' }])
})

test('items without an id are all kept', () => {
  assert.deepEqual(itemsOf([{ items: ['x', 'x'], next: null }]), ['x', 'x'])
})

test('the list ends where the cursor is null', () => {
  assert.equal(nextCursor({ items: [], next: 'abc' }), 'abc')
  assert.equal(nextCursor({ items: [], next: null }), undefined)
})
