import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { followProcessorTime } from './processor-time.ts'

test('processor time counts what a process started, and never goes back', async () => {
  const child = spawn('/bin/sh', ['-c', 'while :; do :; done & wait'], { stdio: 'ignore', detached: true })
  const stop = followProcessorTime(child.pid)
  try {
    const follow = followProcessorTime(child.pid)
    await until('it used some time', async () => (follow() ?? 0) >= 400, 60)
  } finally {
    process.kill(-child.pid!, 'SIGKILL')
  }
  await new Promise((resolve) => child.once('close', resolve))
  const measured = stop()
  assert.ok(measured !== null && measured >= 100, String(measured))
  assert.equal(followProcessorTime(undefined)(), null)
})

test('a step that works shows its processor time, and the run the sum', async () => {
  const app = await startAutomations()
  const run = await app.carryOut(
    textOf(
      'works',
      `- { id: busy, uses: script, with: { language: javascript, code: 'const end = Date.now() + 1500; while (Date.now() < end);' } }`,
    ),
  )
  const busy = run.items.find(({ step, cpuMilliseconds }) => step === 'busy' && cpuMilliseconds !== null)!
  assert.ok(busy.cpuMilliseconds! > 0)
  assert.equal(run.cpuMilliseconds, busy.cpuMilliseconds)
  assert.equal((await app.call(contract.getTask, { run: run.id, key: busy.key })).cpuMilliseconds, busy.cpuMilliseconds)
})
