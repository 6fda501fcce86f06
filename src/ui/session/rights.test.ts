import assert from 'node:assert/strict'
import { test } from 'node:test'
import { holds } from './rights.ts'

test('a right is held by itself, by its system, and by everything', () => {
  assert.equal(holds(['projects:read', 'audit:*'], 'audit:read'), true)
  assert.equal(holds(['*'], 'audit:read'), true)
  assert.equal(holds(['projects:read', 'audits:*'], 'audit:read'), false)
  assert.equal(holds([], 'audit:read'), false)
})
