import assert from 'node:assert/strict'
import { test } from 'node:test'
import { problemSentence } from './problem-sentence.ts'

test('a known code has its sentence, any other a common one, and none none', () => {
  assert.match(problemSentence('identity.not_linked') ?? '', /linked with nobody/)
  assert.match(problemSentence('kernel.internal') ?? '', /did not work/)
  assert.equal(problemSentence(''), null)
})
