import assert from 'node:assert/strict'
import { test } from 'node:test'
import { emptyHappened, outcomeOf } from './outcome.ts'

test('what happened is read by the kind of question', () => {
  assert.deepEqual(outcomeOf('yes-no', { ...emptyHappened, answer: 'no' }), { happened: 0 })
  assert.deepEqual(outcomeOf('yes-no', { ...emptyHappened, answer: 'part', share: '25' }), { happened: 0.25 })
  assert.deepEqual(outcomeOf('choice', { ...emptyHappened, option: 'a' }), { option: 'a' })
  assert.deepEqual(outcomeOf('preference', { ...emptyHappened, option: 'a' }), { chosen: 'a' })
  assert.deepEqual(outcomeOf('numeric', { ...emptyHappened, value: '1,200' }), { value: 1200 })
  assert.deepEqual(outcomeOf('open', { ...emptyHappened, held: { c1: '100', c2: '' } }), { held: { c1: 1 } })
})

test('nothing is sent while nothing, or nonsense, is said', () => {
  for (const type of ['yes-no', 'choice', 'preference', 'numeric', 'open'] as const) assert.equal(outcomeOf(type, emptyHappened), null)
  assert.equal(outcomeOf('yes-no', { ...emptyHappened, answer: 'part', share: '120' }), null)
  assert.equal(outcomeOf('numeric', { ...emptyHappened, value: 'much' }), null)
  assert.equal(outcomeOf('open', { ...emptyHappened, held: { c1: '50', c2: 'much' } }), null)
})
