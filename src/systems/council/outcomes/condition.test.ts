import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matches, meets } from './condition.ts'

test('numbers and moments cross a value, and what is not there crosses nothing', () => {
  assert.equal(meets(5, { is: '>=', value: 5 }), true)
  assert.equal(meets(5, { is: '>', value: 5 }), false)
  assert.equal(meets(4, { is: '<', value: 5 }), true)
  assert.equal(meets(4, { is: '<=', value: 4 }), true)
  assert.equal(meets('2026-12-01T00:00:00.000Z', { is: '>', value: '2026-11-30T00:00:00.000Z' }), true)
  assert.equal(meets('5', { is: '>=', value: 5 }), false)
  assert.equal(meets(null, { is: '<=', value: 5 }), false)
  assert.equal(meets(undefined, { is: '!=', value: 5 }), false)
})

test('equal, different and there', () => {
  assert.equal(meets('healthy', { is: '=', value: 'healthy' }), true)
  assert.equal(meets(true, { is: '=', value: true }), true)
  assert.equal(meets('failing', { is: '!=', value: 'healthy' }), true)
  assert.equal(meets(0, { is: 'exists' }), true)
  assert.equal(meets(null, { is: 'exists' }), false)
})

test('an event matches when it carries every field with just that value', () => {
  assert.equal(matches({ level: 'healthy', project: 'a' }, { level: 'healthy' }), true)
  assert.equal(matches({ level: 'risk' }, { level: 'healthy' }), false)
  assert.equal(matches({}, { toString: 'x' }), false)
  assert.equal(matches({ any: 1 }, {}), true)
})
