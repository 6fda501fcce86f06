import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyKey, keyInput } from './key-form.ts'

test('what was left empty is left out', () => {
  assert.deepEqual(keyInput({ ...emptyKey, name: ' ci ', every: true, days: '' }), { name: 'ci', addresses: [] })
})

test('everything else goes along', () => {
  const form = { ...emptyKey, name: 'ci', permissions: ['runs:read'], projects: ['p1'], addresses: '10.0.0.0/8,\n ::1\n', perMinute: '60' }
  assert.deepEqual(keyInput(form), {
    name: 'ci',
    permissions: ['runs:read'],
    projects: ['p1'],
    addresses: ['10.0.0.0/8', '::1'],
    days: 90,
    perMinute: 60,
  })
})
