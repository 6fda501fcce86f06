import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fileFailure, StartupError } from './startup-error.ts'

test('each failure of the disk or of rights becomes a sentence of its own', () => {
  const codes = ['ENOSPC', 'EDQUOT', 'EACCES', 'EPERM', 'EROFS', 'ENOTDIR']
  const told = codes.map((code) => fileFailure(Object.assign(new Error(code), { code, path: '/h/file' }), '/h'))
  assert.ok(told.every((error) => error instanceof StartupError && error.message.includes('/h')))
  assert.deepEqual(
    told.map((error) => (error as StartupError).code),
    ['disk_full', 'disk_full', 'no_permission', 'no_permission', 'read_only', 'not_a_folder'],
  )
})

test('an error that is not about files stays what it was', () => {
  const error = new TypeError('a mistake')
  assert.equal(fileFailure(error, '/h'), error)
})
