import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contentOf, draftOf, emptyMind } from './mind-draft.ts'

test('a mind comes out of the form as it went in', () => {
  const mind = {
    name: 'Tester',
    duty: 'Tests',
    artefact: 'A case',
    lens: ['projects', 'projects:risk'],
    model: null,
    weight: 1,
    enabled: true,
  }
  assert.deepEqual(contentOf(draftOf(mind)), mind)
})

test('a weight is a number from 0 to 10', () => {
  for (const weight of ['', 'much', '-1', '11']) assert.equal(contentOf({ ...emptyMind, weight }), null)
  assert.equal(contentOf({ ...emptyMind, weight: '0.5' })?.weight, 0.5)
})
