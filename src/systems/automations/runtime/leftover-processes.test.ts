import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { test } from 'node:test'
import { identify } from '#kernel/process-identity.ts'
import { until } from '#tests/support/until.ts'
import { isolationOf } from '../effects/isolation.ts'
import { isLeft, requireGone, startTicksOf } from './leftover-processes.ts'

test('the processes of a step end with the program, however that ends', async (t) => {
  const { parts } = await isolationOf()
  if (!parts.some(({ name, there }) => name === 'dies with Optimus' && there)) return t.skip('This machine has no setpriv.')
  const parent = spawn(process.execPath, [join(import.meta.dirname, '../../../../tests/support/step-parent.ts')], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => void parent.kill('SIGKILL'))
  const [said] = (await once(parent.stdout, 'data')) as [Buffer]
  const { pid, startTicks } = JSON.parse(said.toString()) as { pid: number; startTicks: string }
  t.after(() => requireGone(pid, startTicks))
  assert.ok(isLeft(pid, startTicks))
  parent.kill('SIGKILL')
  await until('nothing of it is left', async () => !isLeft(pid, startTicks), 60)
})

test('what a process left behind in its group is ended too, and what bears its number is not', async (t) => {
  const leader = spawn('/bin/sh', ['-c', 'read -r _; sleep 300 >&2 & echo $!'], { detached: true, stdio: ['pipe', 'pipe', 'ignore'] })
  t.after(() => void leader.kill('SIGKILL'))
  const [pid, startTicks] = [leader.pid!, startTicksOf(leader.pid!)!]
  const ended = once(leader, 'close')
  leader.stdin.end('\n')
  const [said] = (await once(leader.stdout, 'data')) as [Buffer]
  await ended
  const left = Number(said.toString())
  assert.ok(isLeft(pid, startTicks) && identify(left))
  assert.equal(isLeft(pid, String(Number(startTicks) + 1_000_000)), false, 'it began earlier than that')
  await requireGone(pid, startTicks)
  assert.equal(identify(left), undefined)
  assert.equal(isLeft(process.pid, '1'), false)
})
