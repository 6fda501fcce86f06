import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { DependencyNote } from '../graph.ts'
import { readJson, readJsonc } from './json.ts'

const read = (text: string) => {
  const notes: DependencyNote[] = []
  return { value: readJson({ path: 'x.json', text }, notes), notes }
}

test('whatever stands whole before a break is kept, wherever the break is', () => {
  const whole = { a: [1, 'two', { three: null }], 'b "quoted\\': { c: true, d: -1.5e3, e: [] }, f: {} }
  const text = JSON.stringify(whole, null, 1)
  let last = 0
  for (let end = 1; end < text.length; end++) {
    const { value, notes } = read(text.slice(0, end))
    assert.equal(notes.length, 1)
    const size = value === undefined ? 0 : JSON.stringify(value).length
    assert.ok(size >= last - 1, `cut at ${end}`)
    last = size
  }
  assert.deepEqual(read(text), { value: whole, notes: [] })
})

test('the note tells the line of the break', () => {
  assert.deepEqual(read('{\n"a": 1,\n"b": oops\n}'), {
    value: { a: 1 },
    notes: [{ file: 'x.json', line: 3, sentence: 'Not valid JSON at line 3; only what stands before it was read.' }],
  })
  assert.deepEqual(read('').notes, [{ file: 'x.json', line: 1, sentence: 'The file is empty.' }])
  assert.match(read('{"a":1}}').notes[0]!.sentence, /line 1/)
})

test('mismatched brackets, trailing commas and bare words are breaks, not values', () => {
  for (const text of ['{"a":1,}', '[1,]', '{"a":1]', '{"a" 1}', '{1:2}', '[1 2]', 'oops', '{"a":"\n"}'])
    assert.equal(read(text).notes.length, 1, text)
  assert.deepEqual(read('{"a":1,}').value, { a: 1 })
})

test('brackets without end cost neither time nor memory', () => {
  for (const text of ['['.repeat(1_000_000), '{"a":'.repeat(300_000), `"${'\\'.repeat(1_000_000)}`])
    assert.equal(read(text).notes.length, 1)
})

test('comments and trailing commas are allowed where asked for, but not inside texts', () => {
  const notes: DependencyNote[] = []
  const text = '{ // one, \n "a": "b, } // not a comment", /* two */ "c": [1, 2, ], }'
  assert.deepEqual(readJsonc({ path: 'x', text }, notes), { a: 'b, } // not a comment', c: [1, 2] })
  assert.deepEqual(notes, [])
})
