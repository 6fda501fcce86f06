import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting)
await app.call(contract.save, { automation: 'greeting', text: `# only words\n${greeting}\n  - { id: more, uses: set, with: { a: 1 } }\n` })

test('what differs is said by step; comments do not count', async () => {
  const { differences, from } = await app.call(contract.compareVersions, { automation: 'greeting', from: 1 })
  assert.deepEqual(
    differences.map((one) => [one.kind, one.about, one.name]),
    [['added', 'step', 'more']],
  )
  assert.equal(from, greeting)
  assert.equal(await app.refused(contract.compareVersions, { automation: 'greeting', from: 7 }), 'automations.version_not_found')
})
