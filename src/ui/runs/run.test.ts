import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isOver, runSentence, shareDone, timeLeft, timeTaken } from './run.ts'

const startedAt = '2026-11-24T10:00:00.000Z'
const start = Date.parse(startedAt)

test('how far it is needs a total', () => {
  assert.equal(shareDone({ progress: { done: 31, total: 50 } }), 0.62)
  assert.equal(shareDone({ progress: { done: 60, total: 50 } }), 1)
  assert.equal(shareDone({ progress: { done: 31, total: null } }), null)
  assert.equal(shareDone({ progress: {} }), null)
})

test('time left is told once it is more than a guess', () => {
  assert.equal(timeLeft({ progress: { done: 50, total: 100 }, startedAt }, start + 60_000), 60_000)
  assert.equal(timeLeft({ progress: { done: 1, total: 100 }, startedAt }, start + 60_000), null)
  assert.equal(timeLeft({ progress: { done: 50, total: 100 }, startedAt: null }, start), null)
})

test('only what ended has a length', () => {
  assert.equal(timeTaken({ startedAt, endedAt: '2026-11-24T10:00:42.000Z' }), 42_000)
  assert.equal(timeTaken({ startedAt, endedAt: null }), null)
})

test('an error says more than a step', () => {
  assert.equal(runSentence({ error: 'Probe failed.', reason: null, progress: { message: 'probing' } }), 'Probe failed.')
  assert.equal(runSentence({ error: null, reason: 'Waits for host b', progress: {} }), 'Waits for host b')
  assert.equal(runSentence({ error: null, reason: null, progress: { step: 'copy' } }), 'copy')
})

test('done, failed and cancelled are over', () => {
  assert.deepEqual(
    (['waiting', 'running', 'done', 'failed', 'cancelled'] as const).map((state) => isOver({ state })),
    [false, false, true, true, true],
  )
})
