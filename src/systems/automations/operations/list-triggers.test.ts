import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { contract } from '../contract.ts'

const app = await startAutomations([], { clock: clockAt('2026-11-30T12:00:00Z') })
const step = '- { id: a, uses: set, with: { b: 1 } }'
await app.save(
  textOf(
    'many',
    step,
    "on:\n  - manual\n  - event: order.made\n  - schedule: { cron: '0 6 * * 1', timezone: Europe/Berlin }\n  - schedule: { every: 90m }\n",
  ),
)

test('what starts automations is listed, what is due first stands first', async () => {
  const all = await app.call(contract.listTriggers, {})
  assert.deepEqual(
    all.items.slice(0, 2).map((one) => [one.label, one.nextAt]),
    [
      ['every 1h30m', '2026-11-30T13:30:00.000Z'],
      ['0 6 * * 1 Europe/Berlin', '2026-12-07T05:00:00.000Z'],
    ],
  )
  assert.deepEqual(
    all.items
      .slice(2)
      .map((one) => one.label)
      .sort(),
    ['by hand', 'order.made'],
  )
  const first = await app.call(contract.listTriggers, { limit: 3 })
  const second = await app.call(contract.listTriggers, { limit: 3, cursor: first.next! })
  assert.deepEqual([...first.items, ...second.items], all.items)
  assert.equal((await app.call(contract.listTriggers, { automation: 'many', kind: 'event' })).items.length, 1)
})

test('who may see one project sees no triggers of others', async () => {
  const guest = somebody([{ permission: 'automations:read', projects: new Set([newId()]) }])
  assert.deepEqual((await app.call(contract.listTriggers, {}, { as: guest })).items, [])
})
