import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSource } from './source.ts'

function problems(text: string): string[] {
  return readSource(text).problems.map(({ line, column, code, message }) => `${line}:${column} ${code} ${message}`)
}

test('every key, value and item has its place', () => {
  const source = readSource('a: 1\nb:\n  - x\n  - {c: "d e"}\n')
  assert.deepEqual(source.value, { a: 1, b: ['x', { c: 'd e' }] })
  assert.deepEqual(source.keyAt(['b']), { line: 2, column: 1 })
  assert.deepEqual(source.valueAt(['b', 0]), { line: 3, column: 5 })
  assert.deepEqual(source.keyAt(['b', 1, 'c']), { line: 4, column: 6 })
  assert.deepEqual(source.insideAt(['b', 1, 'c'], 2), { line: 4, column: 12 })
})

test('a place that is not there answers with the nearest one around it', () => {
  const source = readSource('a:\n  b: 1\n')
  assert.deepEqual(source.valueAt(['a', 'zzz', 3]), { line: 2, column: 3 })
  assert.deepEqual(source.valueAt(['zzz']), { line: 1, column: 1 })
})

test('broken YAML gives the line and a sentence', () => {
  assert.deepEqual(problems('a: [1, 2\nb: 3'), [
    '2:1 yaml This is not valid YAML: Flow sequence in block collection must be sufficiently indented and end with a ].',
  ])
  assert.deepEqual(problems('a: b: c'), ['1:4 yaml This is not valid YAML: Nested mappings are not allowed in compact mappings.'])
  assert.deepEqual(problems('\tx: 1'), ['1:1 yaml Indent with spaces; YAML does not take tabs here.'])
  assert.deepEqual(problems('a: 1\nb: 2\na: 3'), ['3:1 yaml This key is there already; keep one of the two.'])
  assert.deepEqual(problems('a: 1\n---\nb: 2'), ['2:1 yaml The text holds several documents; keep one.'])
  assert.match(problems('a: "x')[0]!, /^1:\d+ yaml .*quote/)
})

test('what is YAML and no JSON is refused where it stands', () => {
  assert.deepEqual(problems('a: !env X'), ['1:4 yaml Tags such as "!x" are not known here; remove it.'])
  assert.deepEqual(problems('x:\n  ? [a]\n  : 1'), ['2:5 yaml A key has to be a text.'])
  assert.deepEqual(problems('a: .nan'), ['1:4 yaml Infinity and not-a-number cannot be used here.'])
  assert.deepEqual(problems('a: 1\n__proto__: {x: 1}'), ['2:1 yaml "__proto__" cannot be a key here.'])
  assert.deepEqual(problems('a: &x {b: 1}\nc:\n  <<: *x'), ['3:3 yaml "<<" cannot be a key here.'])
  assert.deepEqual(problems('a: *nothing'), ['1:4 yaml There is no anchor "&nothing" before this.'])
})

test('YAML 1.2 decides what is a number and what a text', () => {
  assert.deepEqual(readSource('a: yes\nb: 012\nc: 2020-01-01\nd: 0x1f\ne: 1_000\nf: ~').value, {
    a: 'yes',
    b: 12,
    c: '2020-01-01',
    d: 31,
    e: '1_000',
    f: null,
  })
})

test('aliases work and cannot be a bomb', () => {
  assert.deepEqual(readSource('a: &x [1]\nb: *x').value, { a: [1], b: [1] })
  const levels = 'abcdefghij'.split('')
  const bomb = levels
    .map(
      (name, index) => `${name}: &${name} [${Array.from({ length: 9 }, () => (index === 0 ? 'x' : `*${levels[index - 1]}`)).join(', ')}]`,
    )
    .join('\n')
  assert.match(problems(bomb)[0]!, /at most 100 aliases/)
  assert.match(problems('a: &a\n  b: *a')[0]!, /^2:6 too-deep/)
})

test('size and depth are bounded', () => {
  assert.match(problems(`a: ${'x'.repeat(1_048_576)}`)[0]!, /^1:1 too-large An automation has at most 1 MiB/)
  assert.match(problems(`${'['.repeat(150)}${']'.repeat(150)}`)[0]!, /too-deep Values are nested at most 100 deep/)
  assert.match(problems('['.repeat(20_000))[0]!, /^1:1 too-deep/)
  assert.match(problems('{'.repeat(5_000))[0]!, /^1:1 too-deep/)
  assert.match(problems('- '.repeat(5_000))[0]!, /too-deep/)
  assert.match(problems(`a: [${'1,'.repeat(60_000)}]`)[0]!, /too-large An automation has at most 50000 values/)
})
