import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a text goes to the other language and back without loss', async () => {
  const standard = await app.call(contract.convert, { text: greeting, to: 'standard' })
  assert.match(standard.text, /dsl: 1\.0\.3/)
  const back = await app.call(contract.convert, { text: standard.text, to: 'friendly' })
  assert.equal(back.form, 'friendly')
  const hashes = await Promise.all(
    [greeting, standard.text, back.text].map(async (text) => (await app.call(contract.validate, { text })).hash),
  )
  assert.equal(new Set(hashes).size, 1)
})
