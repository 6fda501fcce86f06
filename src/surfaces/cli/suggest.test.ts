import assert from 'node:assert/strict'
import { test } from 'node:test'
import { didYouMean, distanceBetween, suggest } from './suggest.ts'

test('misspelt words lead to what was meant, others to nothing', () => {
  const choices = ['projects', 'runs', 'approvals', 'settings']
  assert.deepEqual(suggest('projcts', choices), ['projects'])
  assert.deepEqual(suggest('rusn', choices), ['runs'])
  assert.deepEqual(suggest('app', choices), ['approvals'])
  assert.deepEqual(suggest('weather', choices), [])
  assert.equal(didYouMean('setings', choices, '--'), ' Did you mean --settings?')
})

test('two swapped neighbours are one mistake', () => {
  assert.equal(distanceBetween('list', 'lsit'), 1)
  assert.equal(distanceBetween('', 'abc'), 3)
})
