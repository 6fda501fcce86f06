import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)

test('a version is shown with its text and document; one that never was is not found', async () => {
  const version = await app.call(contract.getVersion, { automation: 'greeting', number: 1 })
  assert.equal(version.text, greeting)
  assert.equal((version.document['document'] as { name: string }).name, 'greeting')
  assert.equal(await app.refused(contract.getVersion, { automation: 'greeting', number: 9 }), 'automations.version_not_found')
})
