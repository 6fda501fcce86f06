import assert from 'node:assert/strict'
import { test } from 'node:test'
import { hasTerm, readFilter, termValue, toggleTerm, withTerm } from './filter-text.ts'

test('words and terms are told apart, also in quotes', () => {
  assert.deepEqual(readFilter('led stack:rust  tag:"on hold" port:3000'), {
    words: ['led'],
    terms: [
      { key: 'stack', value: 'rust' },
      { key: 'tag', value: 'on hold' },
      { key: 'port', value: '3000' },
    ],
  })
})

test('a chip puts its term in and takes it out again, and leaves the rest as it was typed', () => {
  const text = 'led tag:saas'
  const both = toggleTerm(text, 'tag', 'on hold')
  assert.equal(both, 'led tag:saas tag:"on hold"')
  assert.equal(hasTerm(both, 'tag', 'on hold'), true)
  assert.equal(toggleTerm(both, 'tag', 'on hold'), text)
})

test('one value for a key replaces all others of it', () => {
  assert.equal(withTerm('health:risk led health:failing', 'health', 'asks'), 'led health:asks')
  assert.equal(withTerm('led health:asks', 'health', null), 'led')
  assert.equal(termValue('health:risk health:asks', 'health'), 'asks')
  assert.equal(termValue('led', 'health'), null)
})

test('what is no term stays a word', () => {
  assert.deepEqual(readFilter(':x 10:42 a:').terms, [])
})
