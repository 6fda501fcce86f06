import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'
import { publishEvent } from '../publish-event.ts'

const app = await startAutomations()
await app.save(textOf('paused', '- { id: a, uses: set, with: { b: 1 } }', 'on:\n  - event: thing\n'))

test('a paused trigger starts nothing until it is resumed, and says who paused it', async () => {
  const publish = (id: string) => app.kernel.context(program).transaction((ctx) => publishEvent(ctx, { id, source: 'test', type: 'thing' }))
  const [trigger] = (await app.call(contract.listTriggers, {})).items
  const paused = await app.call(contract.pauseTrigger, { trigger: trigger!.id })
  assert.deepEqual([paused.paused, paused.pausedBy], [true, app.owner.name])
  assert.equal((await publish('1')).started.length, 0)
  assert.equal((await app.call(contract.resumeTrigger, { trigger: trigger!.id })).paused, false)
  assert.equal((await publish('2')).started.length, 1)
  assert.equal(await app.refused(contract.pauseTrigger, { trigger: newId() }), 'automations.trigger_not_found')
})
