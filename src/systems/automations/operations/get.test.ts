import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const made = await app.save(greeting)

test('an automation is shown by id and by name, with text, form, graph and lines', async () => {
  const byName = await app.call(contract.get, { automation: 'greeting' })
  assert.deepEqual(await app.call(contract.get, { automation: made.id }), byName)
  assert.equal(byName.text, greeting)
  assert.deepEqual(byName.fields, [{ name: 'who', schema: { type: 'string', default: 'world' }, required: false }])
  assert.deepEqual(
    byName.graph.nodes.map((node) => node.id),
    ['greet'],
  )
  assert.equal(byName.sourceMap['greet']?.line, 4)
  assert.equal(await app.refused(contract.get, { automation: newId() }), 'automations.not_found')
  assert.equal(await app.refused(contract.get, { automation: 'no\0body' }), 'automations.not_found')
})
