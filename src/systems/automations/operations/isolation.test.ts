import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('the machine says what it gives to keep steps apart, in sentences', async () => {
  const { level, parts } = await app.call(contract.isolation, {})
  assert.ok(['bubblewrap', 'namespaces', 'own-user', 'limits-only'].includes(level))
  assert.deepEqual(
    parts.map((part) => part.name),
    ['bubblewrap', 'process namespace', 'own user', 'dies with Optimus', 'limits'],
  )
  assert.ok(parts.every((part) => part.sentence.endsWith('.')))
})
