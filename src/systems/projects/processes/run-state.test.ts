import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RunState } from './owned.ts'
import { stateAfterEnd, stateAfterLook, stateAfterReadiness } from './run-state.ts'

const spec = { id: 'r', project: 'p', dir: '/', command: { shell: 'x' }, logDir: '/' }
const state: RunState = { spec, run: null, phase: 'ready', ports: [], exit: null, restarts: 3, sentence: '' }
const port = { protocol: 'tcp' as const, address: '::', port: 3000, onHost: true }

test('listening is ready; not listening is unready only where a port was promised', () => {
  assert.deepEqual(
    stateAfterReadiness(state, { state: 'listening', ports: [port, { ...port, address: '0.0.0.0' }] })?.sentence,
    'Listens on 3000.',
  )
  assert.equal(stateAfterReadiness(state, { state: 'timed-out', sentence: 'late' })?.phase, 'running')
  assert.equal(stateAfterReadiness({ ...state, spec: { ...spec, port: 1 } }, { state: 'timed-out', sentence: 'late' })?.phase, 'unready')
  assert.equal(stateAfterReadiness(state, { state: 'exited', sentence: '' }), null)
})

test('a later look changes only what changed', () => {
  assert.equal(stateAfterLook(state, []), null)
  assert.equal(stateAfterLook({ ...state, phase: 'starting' }, [port]), null)
  assert.equal(stateAfterLook(state, [port])?.phase, 'ready')
  assert.equal(stateAfterLook({ ...state, ports: [port] }, [])?.phase, 'running')
  assert.equal(stateAfterLook({ ...state, ports: [port], spec: { ...spec, port: 3000 } }, [])?.phase, 'unready')
})

test('each end is said as it was', () => {
  const over = { restart: false, gaveUp: false } as const
  const ends = [
    { code: 0, signal: null },
    { code: 3, signal: null },
    { code: null, signal: 'SIGKILL' },
    { code: null, signal: null },
  ]
  assert.deepEqual(
    ends.map((exit) => stateAfterEnd(state, exit, over)).map(({ phase, sentence }) => `${phase}: ${sentence}`),
    [
      'exited: It ended.',
      'failed: It ended with status 3.',
      'failed: It was ended by SIGKILL.',
      'failed: It ended while nobody was watching.',
    ],
  )
  assert.match(stateAfterEnd(state, ends[1]!, { restart: true, delayMs: 1500, restartsInARow: 1 }).sentence!, /starts again in 2 s/)
  assert.match(stateAfterEnd(state, ends[1]!, { restart: false, gaveUp: true }).sentence!, /restarted 3 times/)
})
