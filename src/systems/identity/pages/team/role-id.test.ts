import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isRoleId, roleIdOf } from './role-id.ts'

test('an id is made from a name', () => {
  assert.equal(roleIdOf('Release manager'), 'release-manager')
  assert.equal(roleIdOf(' 2nd Höhe! '), 'nd-ho-he')
  assert.equal(isRoleId(roleIdOf('Release manager')), true)
  assert.deepEqual(['', 'a', 'A1', '1a'].map(isRoleId), [false, false, false, false])
})
