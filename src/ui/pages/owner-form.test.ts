import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ownerErrors, setUpToken } from './owner-form.ts'

test('each field says what is missing', () => {
  assert.deepEqual(Object.keys(ownerErrors({ name: ' ', email: '', password: '' })), ['name', 'email', 'password'])
  assert.match(ownerErrors({ name: 'M', email: 'mara', password: 'x' }).email ?? '', /@/)
  assert.match(ownerErrors({ name: 'M', email: 'm@x', password: 'fourteen chars' }).password ?? '', /^1 /)
  assert.deepEqual(ownerErrors({ name: 'M', email: 'm@x', password: 'fifteen chars!!' }), {})
})

test('the token is read from the query or the fragment', () => {
  assert.equal(setUpToken({ search: '?token=abc', hash: '' }), 'abc')
  assert.equal(setUpToken({ search: '', hash: '#token=abc' }), 'abc')
  assert.equal(setUpToken({ search: '', hash: '' }), null)
})
