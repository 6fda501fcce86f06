import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import { coalesce } from './coalesce.ts'

test('a storm of calls becomes one run, and calls during a run one more', async () => {
  let runs = 0
  const release: (() => void)[] = []
  const call = coalesce(() => {
    runs += 1
    return new Promise((resolve) => release.push(resolve))
  }, 1)
  for (let index = 0; index < 1000; index += 1) call()
  while (runs === 0) await pause(1)
  assert.equal(runs, 1)
  for (let index = 0; index < 1000; index += 1) call()
  release[0]!()
  while (runs === 1) await pause(1)
  release[1]!()
  await pause(10)
  assert.equal(runs, 2)
})
