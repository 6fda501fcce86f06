import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { test } from 'node:test'
import { identify, isRunning } from './process-identity.ts'

test('a process is recognised while it runs and no longer', async () => {
  const child = spawn(process.execPath, ['-e', 'process.stdin.resume()'], { stdio: ['pipe', 'ignore', 'ignore'] })
  await once(child, 'spawn')
  const identity = identify(child.pid ?? 0)
  assert.ok(identity && isRunning(identity))
  child.kill('SIGKILL')
  await once(child, 'exit')
  assert.equal(isRunning(identity), false)
})

test('another process under the same id is not taken for it', { skip: process.platform !== 'linux' && 'needs /proc' }, () => {
  const self = identify(process.pid)
  assert.ok(self && isRunning(self))
  assert.equal(isRunning({ ...self, startTicks: '1' }), false)
})
