import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { QuestionRow } from '../question-row.ts'
import { trueOption } from './judgement.ts'

const known = { resolver: 'verdict', by: 'A', note: '', at: '2026-11-30T00:00:00.000Z' }
const truth = (type: QuestionRow['type'], outcome: object | null, threshold: number | null = null) =>
  trueOption({ type, threshold, outcome: outcome && { ...known, ...outcome } })

test('what came true is an option, or nothing while nobody can say', () => {
  assert.equal(truth('choice', { option: 'a' }), 'a')
  assert.equal(truth('choice', { credits: { a: 1, b: 3 } }), 'b')
  assert.equal(truth('yes-no', { happened: 0.9 }), 'yes')
  assert.equal(truth('yes-no', { happened: 0 }), 'no')
  assert.equal(truth('yes-no', { happened: 0.5 }), null)
  assert.equal(truth('numeric', { value: 5 }, 5), 'above')
  assert.equal(truth('numeric', { value: 4 }, 5), 'below')
  assert.equal(truth('numeric', { value: 4 }), null)
  assert.equal(truth('preference', { chosen: 'a' }), null)
  assert.equal(truth('choice', null), null)
})
