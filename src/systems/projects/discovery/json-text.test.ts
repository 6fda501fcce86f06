import assert from 'node:assert/strict'
import { test } from 'node:test'
import { asObject, asStrings, parseJsonText } from './json-text.ts'

test('comments, trailing commas and a byte order mark are read, and every key knows its line', () => {
  const { value, lineOf } = parseJsonText('\ufeff{\n  // why\n  "a": {"b": [1, "x",], /* c */ "d/e": null},\n  "f": -1.5e3,\n}\n')
  assert.deepEqual(JSON.parse(JSON.stringify(value)), { a: { b: [1, 'x'], 'd/e': null }, f: -1500 })
  assert.equal(lineOf('a', 'd/e'), 3)
  assert.equal(lineOf('a', 'b', '1'), 3)
  assert.equal(lineOf('f'), 4)
  assert.equal(lineOf('none'), undefined)
})

test('it reads whatever JSON.parse reads', () => {
  for (const text of ['"\\u00e9\\n\\"\\\\/"', '[]', '{}', '[[[]]]', 'true', ' null ', '{"__proto__":1,"a":{}}', '0', '-0.1E-2']) {
    assert.deepEqual(JSON.parse(JSON.stringify(parseJsonText(text).value)), JSON.parse(JSON.stringify(JSON.parse(text))), text)
  }
})

test('what is not JSON is refused with its line', () => {
  for (const text of ['{\n"a" 1}', '{\n', '[1 2\n]', '{"a":01}', '', '{"a":"\n"}', '{} x', '['.repeat(5000), 'tru', "'a'"]) {
    assert.throws(
      () => parseJsonText(text),
      /^SyntaxError: Line \d+ is not valid JSON(?: near |: it ends too early$)/,
      JSON.stringify(text.slice(0, 20)),
    )
  }
  assert.throws(() => parseJsonText('{\n\n"a": x}'), /Line 3/)
})

test('values of another shape count as empty', () => {
  assert.deepEqual(asObject([1]), {})
  assert.deepEqual(asObject(null), {})
  assert.deepEqual(asStrings(['a', 1, null]), ['a'])
  assert.deepEqual(asStrings('a'), [])
})
