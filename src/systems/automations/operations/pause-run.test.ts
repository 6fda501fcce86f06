import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a run pauses before its next task and goes on where it stood', async () => {
  const text = textOf(
    'steps',
    `- { id: nap, uses: wait, with: { for: 2s } }
- { id: after, uses: settings.list }`,
  )
  await app.save(text)
  const { run } = await app.call(contract.start, { automation: 'steps' })
  await app.call(contract.pauseRun, { run })
  const paused = await app.reaches(run, 'paused')
  assert.equal(paused.why[0]!.code, 'paused')
  assert.ok(!paused.items.some((task) => task.name === 'after' && task.state === 'done'))
  await app.call(contract.resumeRun, { run })
  assert.equal((await app.ended(run)).state, 'done')
  assert.equal(await app.refused(contract.pauseRun, { run }), 'automations.run_ended')
})
