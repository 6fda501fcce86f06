import assert from 'node:assert/strict'
import { test } from 'node:test'
import { singleChange, stepAtLine, stepLines } from './text-lines.ts'

const text = [
  'name: x',
  'steps:',
  '  - id: a',
  '    uses: http',
  '',
  '    with: {}',
  '  - id: g',
  '    steps:',
  '      - id: b',
  '        uses: set',
  '',
].join('\n')
const steps = [
  { id: 'a', line: 3 },
  { id: 'g', line: 7 },
  { id: 'b', line: 9 },
]

test('a step ends where something starts that is written as far left', () => {
  assert.deepEqual(stepLines(text, 3), { first: 3, last: 6 })
  assert.deepEqual(stepLines(text, 7), { first: 7, last: 10 })
  assert.deepEqual(stepLines(text, 9), { first: 9, last: 10 })
})

test('a line belongs to the innermost step around it', () => {
  assert.equal(stepAtLine(text, steps, 4), 'a')
  assert.equal(stepAtLine(text, steps, 8), 'g')
  assert.equal(stepAtLine(text, steps, 10), 'b')
  assert.equal(stepAtLine(text, steps, 1), null)
})

test('only what differs is changed, so that the cursor and marks elsewhere stay', () => {
  assert.deepEqual(singleChange('abcdef', 'abXXef'), { from: 2, to: 4, insert: 'XX' })
  assert.deepEqual(singleChange('aa', 'aaa'), { from: 2, to: 2, insert: 'a' })
  assert.equal(singleChange('a', 'a'), null)
})
