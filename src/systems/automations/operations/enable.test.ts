import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a disabled automation is enabled again, once', async () => {
  await app.save(greeting, { enabled: false })
  await app.news()
  const enabled = await app.call(contract.enable, { automation: 'greeting' })
  assert.deepEqual([enabled.enabled, enabled.disabledReason], [true, null])
  assert.equal((await app.call(contract.enable, { automation: 'greeting' })).version, enabled.version)
  assert.equal((await app.news()).filter((one) => one.name === 'automations.changed').length, 1)
})
