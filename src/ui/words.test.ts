import assert from 'node:assert/strict'
import { afterEach, test } from 'node:test'
import { catalogue, translate } from './words.ts'

const word = catalogue('example', {
  plain: 'Nothing here',
  filled: '{count} of {total}',
  many: { one: '{count} project in {place}', other: '{count} projects in {place}' },
})

afterEach(() => translate('en', {}))

test('slots are filled and the number chooses the form', () => {
  assert.equal(word('plain'), 'Nothing here')
  assert.equal(word('filled', { count: 1, total: 2 }), '1 of 2')
  assert.equal(word('many', { count: 1, place: 'work' }), '1 project in work')
  assert.equal(word('many', { count: 3, place: 'work' }), '3 projects in work')
})

test('a translation takes over what it has and leaves the rest in English', () => {
  translate('de', { example: { many: { one: '{count} Projekt in {place}', other: '{count} Projekte in {place}' } } })
  assert.equal(word('many', { count: 3, place: 'work' }), '3 Projekte in work')
  assert.equal(word('plain'), 'Nothing here')
})
