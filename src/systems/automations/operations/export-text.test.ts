import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const made = await app.save(greeting)

test('an export, imported again, is the same definition', async () => {
  for (const form of ['friendly', 'standard'] as const) {
    const { text, hash } = await app.call(contract.exportText, { automation: 'greeting', form })
    assert.equal(hash, made.hash)
    assert.equal((await app.call(contract.validate, { text })).hash, made.hash)
  }
})
