import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toJson } from './json-serializer.ts'

test('what Postgres refuses is replaced in values and in names, and everything else stays as it was', () => {
  assert.equal(toJson({ 'a\0b': ['c\0', { '\ud800': 'x\udc00y' }] }), '{"a\ufffdb":["c\ufffd",{"\ufffd":"x\ufffdy"}]}')
  for (const text of ['😀', '\\u0000', '\\\\u0000', '\\ud800', '\\\\\\ud800', 'tab\t"quote"', '\u0001'])
    assert.equal(JSON.parse(toJson(text)), text)
  assert.equal(toJson(undefined), 'null')
  assert.equal(toJson({ big: 12n, at: new Date(0) }), '{"big":"12","at":"1970-01-01T00:00:00.000Z"}')
})
