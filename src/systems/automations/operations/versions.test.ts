import assert from 'node:assert/strict'
import { test } from 'node:test'
import { greeting, startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
await app.save(greeting, { note: 'One' })
for (const word of ['Two', 'Three'])
  await app.call(contract.save, { automation: 'greeting', text: greeting.replace('Hello', word), note: word })

test('the history lists versions, the newest first, page by page', async () => {
  const first = await app.call(contract.versions, { automation: 'greeting', limit: 2 })
  const second = await app.call(contract.versions, { automation: 'greeting', limit: 2, cursor: first.next! })
  assert.deepEqual(
    [...first.items, ...second.items].map((one) => [one.number, one.note]),
    [
      [3, 'Three'],
      [2, 'Two'],
      [1, 'One'],
    ],
  )
  assert.equal(first.items[0]!.savedBy, app.owner.name)
})
