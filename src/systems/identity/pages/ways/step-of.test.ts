import assert from 'node:assert/strict'
import { test } from 'node:test'
import { localPath, stepOf } from './step-of.ts'

test('the step is read with the factors that are known, and the page to go on with', () => {
  assert.deepEqual(stepOf('#step=abc&factors=totp,recovery,magic&return=%2Fprojects'), {
    step: { token: 'abc', factors: ['totp', 'recovery'] },
    returnTo: '/projects',
  })
  assert.equal(stepOf('#factors=totp'), null)
  assert.equal(stepOf(''), null)
})

test('nobody is sent to another site', () => {
  assert.deepEqual(['//evil.example', '/\\evil.example', 'https://evil.example', null, '/a?b=c'].map(localPath), [
    '/',
    '/',
    '/',
    '/',
    '/a?b=c',
  ])
})
