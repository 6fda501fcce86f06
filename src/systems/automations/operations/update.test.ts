import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('tags and how long runs are kept change; null takes a number back', async () => {
  const changed = await app.call(contract.update, { automation: 'greeting', tags: ['a', 'a', 'b'], keepDays: 3, keepRuns: 10 })
  assert.deepEqual(changed.tags, ['a', 'b'])
  await app.call(contract.update, { automation: 'greeting', keepRuns: null })
  const { keepDays, keepRuns } = await app.call(contract.get, { automation: 'greeting' })
  assert.deepEqual([keepDays, keepRuns], [3, null])
  assert.equal(await app.refused(contract.update, { automation: 'greeting', tags: [] }, { ifMatch: 1 }), 'kernel.stale_version')
})
