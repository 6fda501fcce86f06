import assert from 'node:assert/strict'
import { test } from 'node:test'
import { matchText, pieces, rank } from './rank.ts'

const names = ['Roll back a deployment', 'Scan all roots', 'Pull all projects', 'Create an API key', 'List projects']
const best = (typed: string) => rank(names, typed, (name) => name).map(({ item }) => item)

test('the start of a word beats its middle', () => {
  assert.deepEqual(best('pro'), ['List projects', 'Pull all projects'])
  assert.equal(best('roll')[0], 'Roll back a deployment')
})

test('all typed words have to fit, in any order', () => {
  assert.deepEqual(best('all scan'), ['Scan all roots'])
  assert.deepEqual(best('all deploy'), [])
})

test('letters in order still find a name, but not across half a sentence', () => {
  assert.deepEqual(best('rllbk'), ['Roll back a deployment'])
  assert.equal(matchText('Create an API key', 'cky').score, 0)
  assert.equal(matchText('Stop runs cancelled', 'unsc').score, 0)
})

test('nothing typed keeps everything in its order', () => {
  assert.deepEqual(best('  '), names)
})

test('the letters that fit are cut out for being strong', () => {
  const { hits } = matchText('List projects', 'pro')
  assert.deepEqual(pieces('List projects', hits), [
    { text: 'List ', strong: false },
    { text: 'pro', strong: true },
    { text: 'jects', strong: false },
  ])
})
