import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { contract } from '../contract.ts'

const clock = clockAt('2026-11-30T12:00:00Z')
const app = await startAutomations([], { clock })
await app.save(textOf('hourly', '- { id: a, uses: set, with: { b: 1 } }', "on:\n  - schedule: { cron: '0 * * * *', catchUp: all }\n"))

test('a resumed schedule goes on from now; resuming one that goes on changes nothing', async () => {
  const [trigger] = (await app.call(contract.listTriggers, {})).items
  await app.call(contract.pauseTrigger, { trigger: trigger!.id })
  clock.set('2026-11-30T20:30:00Z')
  assert.equal((await app.call(contract.resumeTrigger, { trigger: trigger!.id })).nextAt, '2026-11-30T21:00:00.000Z')
  assert.equal((await app.call(contract.resumeTrigger, { trigger: trigger!.id })).nextAt, '2026-11-30T21:00:00.000Z')
})
