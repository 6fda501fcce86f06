import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asProblem, ProblemError, unreachable } from './problem.ts'

test('a problem document keeps its code, sentence and fields', () => {
  const problem = new ProblemError(400, {
    title: 'The input does not fit.',
    detail: 'port: 3000 is taken.',
    code: 'kernel.invalid_input',
    errors: [
      { path: ['port'], message: '3001 is free.' },
      { pointer: '/owner/email', detail: 'No @ in it.' },
    ],
  })
  assert.equal(problem.code, 'kernel.invalid_input')
  assert.equal(problem.message, 'port: 3000 is taken.')
  assert.deepEqual(problem.errors, [
    { path: 'port', message: '3001 is free.' },
    { path: 'owner.email', message: 'No @ in it.' },
  ])
})

test('an answer that is no problem document still says its status', () => {
  const problem = new ProblemError(502, {})
  assert.equal(problem.code, 'http.502')
  assert.match(problem.message, /502/)
  assert.deepEqual(problem.errors, [])
})

test('no answer at all is a problem of status 0', () => {
  assert.equal(unreachable().status, 0)
})

test('any thrown thing becomes a problem, and a problem stays itself', () => {
  const problem = unreachable()
  assert.equal(asProblem(problem), problem)
  assert.equal(asProblem(new Error('boom')).message, 'boom')
  assert.equal(asProblem('text').message, 'text')
})
