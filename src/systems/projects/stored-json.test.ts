import assert from 'node:assert/strict'
import { test } from 'node:test'
import { storedJson } from './stored-json.ts'

test('null characters go, lone surrogates are replaced, and everything else stays as it was', () => {
  assert.equal(storedJson({ 'a\0b': 'c\0' }), '{"ab":"c"}')
  assert.equal(storedJson('x\ud800y'), '"x\ufffdy"')
  for (const text of ['😀', '\\u0000', '\\\\u0000', '\\ud800', 'tab\t"quote"']) assert.equal(JSON.parse(storedJson(text)), text)
  assert.equal(storedJson(null), '[]')
})
