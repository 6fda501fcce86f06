import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const made = await app.save(greeting)

test('a new text is a new version; the old one stays as it was', async () => {
  const saved = await app.call(contract.save, { automation: 'greeting', text: greeting.replace('Hello', 'Welcome'), note: 'Warmer' })
  assert.deepEqual([saved.number, saved.version], [2, made.version + 1])
  assert.notEqual(saved.hash, made.hash)
  const first = await app.call(contract.getVersion, { automation: 'greeting', number: 1 })
  assert.deepEqual([first.hash, first.text], [made.hash, greeting])
})

test('a text with another name renames the automation, unless the name is taken', async () => {
  await app.save(textOf('taken', '- { id: a, uses: set, with: { b: 1 } }'))
  const taken = greeting.replace('name: greeting', 'name: taken')
  assert.equal(await app.refused(contract.save, { automation: 'greeting', text: taken }), 'automations.name_taken')
  const renamed = await app.call(contract.save, { automation: 'greeting', text: greeting.replace('name: greeting', 'name: hello') })
  assert.deepEqual([renamed.id, renamed.name], [made.id, 'hello'])
})

test('a stale version is refused', async () => {
  assert.equal(await app.refused(contract.save, { automation: made.id, text: greeting }, { ifMatch: 1 }), 'kernel.stale_version')
})
