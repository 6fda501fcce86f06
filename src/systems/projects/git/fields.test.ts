import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isEscapedName, readableName, splitAtNul, timeFromSeconds } from './fields.ts'

test('records end at NUL, also empty ones and one without an end', () => {
  const parts = splitAtNul(Buffer.from('a\0\0b c\n\0rest')).map(String)
  assert.deepEqual(parts, ['a', '', 'b c\n', 'rest'])
  assert.deepEqual(splitAtNul(Buffer.alloc(0)), [])
})

test('names in UTF-8 stay as they are, even with a replacement character of their own', () => {
  for (const name of ['plain.txt', 'grün/日本語', 'smile 😀', 'odd \uFFFD name']) {
    assert.equal(readableName(Buffer.from(name)), name)
    assert.equal(isEscapedName(readableName(Buffer.from(name))), false)
  }
})

test('bytes that are not UTF-8 are escaped one by one and nothing else is', () => {
  assert.equal(readableName(Buffer.from([0x63, 0x61, 0x66, 0xe9])), 'caf\\xe9')
  assert.equal(readableName(Buffer.from([0xff, 0x2f, 0xc3, 0xbc, 0xc0, 0x80])), '\\xff/ü\\xc0\\x80')
  assert.equal(readableName(Buffer.from([0xe2, 0x82])), '\\xe2\\x82')
  assert.equal(isEscapedName('caf\\xe9'), true)
})

test('two names that differ in bytes never read the same', () => {
  assert.notEqual(readableName(Buffer.from([0xe9])), readableName(Buffer.from([0xe8])))
})

test('a time that no calendar knows is unknown', () => {
  assert.equal(timeFromSeconds('0'), '1970-01-01T00:00:00.000Z')
  assert.equal(timeFromSeconds(''), null)
  assert.equal(timeFromSeconds(undefined), null)
  assert.equal(timeFromSeconds('99999999999999999'), null)
  assert.equal(timeFromSeconds('soon'), null)
})
