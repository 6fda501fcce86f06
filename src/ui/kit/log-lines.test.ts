import assert from 'node:assert/strict'
import { test } from 'node:test'
import { logLines } from './log-lines.ts'

test('terminal colours and titles are gone, the words stay', () => {
  const text = '\u001b[32mready\u001b[0m in \u001b[1m214\u001b[22m ms\n\u001b]0;title\u0007next\n'
  assert.deepEqual(
    logLines(text).map((line) => line.text),
    ['ready in 214 ms', 'next'],
  )
})

test('a progress bar leaves its last state', () => {
  assert.equal(logLines('10 %\r50 %\r100 %')[0]?.text, '100 %')
})

test('a level counts at the start of a line only', () => {
  const levels = logLines(
    ['ERROR boom', '10:42:01 warn slow', '[info] up', '0 errors found', '2026-11-24T10:42:01Z [ERR] x', 'warning: old'].join('\n'),
  )
  assert.deepEqual(
    levels.map(({ level }) => level),
    ['error', 'warn', 'info', undefined, 'error', 'warn'],
  )
})
