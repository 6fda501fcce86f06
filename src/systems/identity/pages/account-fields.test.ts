import assert from 'node:assert/strict'
import { test } from 'node:test'
import { accountErrors, linkToken } from './account-fields.ts'

test('each field says what is missing', () => {
  assert.deepEqual(Object.keys(accountErrors({ name: ' ', email: '', password: '' })), ['name', 'email', 'password'])
  assert.match(accountErrors({ name: 'M', email: 'mara', password: 'x' }).email ?? '', /@/)
  assert.match(accountErrors({ name: 'M', email: 'm@x', password: 'thirteen char' }).password ?? '', /^2 /)
  assert.match(accountErrors({ password: 'fourteen chars' }).password ?? '', /^One /)
  assert.deepEqual(accountErrors({ name: 'M', email: 'm@x', password: 'fifteen chars!!' }), {})
})

test('the token is read from the fragment', () => {
  assert.equal(linkToken('#token=abc'), 'abc')
  assert.equal(linkToken('#other=abc'), null)
  assert.equal(linkToken(''), null)
})
