import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RestartPolicy } from './owned.ts'
import { decideRestart } from './restart-policy.ts'

const failed = { exit: { code: 1, signal: null }, ranForMs: 10, restartsInARow: 0 }
const well = { ...failed, exit: { code: 0, signal: null } }
const unseen = { ...failed, exit: { code: null, signal: null } }

test('each mode restarts exactly what it names', () => {
  const restarts = (mode: RestartPolicy['mode']): boolean[] => [failed, well, unseen].map((ended) => decideRestart({ mode }, ended).restart)
  assert.deepEqual(restarts('never'), [false, false, false])
  assert.deepEqual(restarts('on-failure'), [true, false, true])
  assert.deepEqual(restarts('always'), [true, true, true])
  assert.equal(decideRestart(undefined, failed).restart, false)
})

test('waits double up to the longest, and the last restart in a row is the last', () => {
  const policy: RestartPolicy = { mode: 'always', initialDelayMs: 100, maxDelayMs: 500, restartsInARow: 5 }
  const decisions = [0, 1, 2, 3, 4, 5].map((restartsInARow) => decideRestart(policy, { ...failed, restartsInARow }))
  assert.deepEqual(
    decisions.map((decision) => (decision.restart ? decision.delayMs : decision.gaveUp)),
    [100, 200, 400, 500, 500, true],
  )
})

test('a run that lasted starts counting anew', () => {
  const decision = decideRestart({ mode: 'always', settledAfterMs: 1000 }, { ...failed, ranForMs: 1000, restartsInARow: 10 })
  assert.deepEqual(decision, { restart: true, delayMs: 1000, restartsInARow: 1 })
})
