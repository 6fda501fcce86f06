import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const first = await app.save(greeting)

test('an older version comes back as a new one with the old definition', async () => {
  await app.call(contract.save, { automation: 'greeting', text: greeting.replace('Hello', 'Bye') })
  const back = await app.call(contract.restoreVersion, { automation: 'greeting', number: 1 })
  assert.deepEqual([back.number, back.hash], [3, first.hash])
})
