import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contract as settings } from '#kernel/settings/contract.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(
  textOf('needs', `- { id: a, uses: shell, with: { command: 'true', environment: { A: '\${ secrets.ONE }' } } }`, 'secrets: [ONE]\n'),
)

test('a secret that was taken away has no value any more', async () => {
  await app.call(settings.setSecret, { name: 'some.key', value: 'abcdef' })
  await app.call(contract.grantSecret, { automation: 'needs', name: 'ONE', secret: 'some.key' })
  await app.call(contract.revokeSecret, { automation: 'needs', name: 'ONE' })
  const run = await app.ended((await app.call(contract.start, { automation: 'needs' })).run)
  assert.deepEqual([run.state, run.error?.status], ['failed', 403])
})
