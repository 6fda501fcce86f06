import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('an event wakes the run that listens for it; told twice it counts once', async () => {
  await app.save(
    `${textOf('hears', `- { id: hear, uses: listen, with: { event: { type: door.rang, data: '\${ .loud }' } } }`)}outputs: { heard: '\${ steps.hear.output }' }\n`,
  )
  const { run } = await app.call(contract.start, { automation: 'hears' })
  await until('it listens', async () => (await app.rows('SELECT 1 FROM automations.listener')).length === 1, 60)
  const quiet = await app.call(contract.emitEvent, { type: 'door.rang', id: 'a', data: { loud: false } })
  assert.deepEqual([quiet.isNew, quiet.listeners], [true, 1])
  assert.equal((await app.call(contract.emitEvent, { type: 'door.rang', id: 'a', data: { loud: true } })).isNew, false)
  await app.call(contract.emitEvent, { type: 'door.rang', id: 'b', data: { loud: true } })
  const ended = await app.ended(run)
  assert.deepEqual([ended.state, ended.output], ['done', { heard: [{ loud: true }] }])
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.listener'), [])
})

test('what cannot be stored is refused with a sentence, and nothing is told', async () => {
  const before = await app.rows('SELECT 1 FROM automations.event')
  for (const data of ['\0', 'a\0b', '\ud800', { 'a\0b': 1 }, { '\udc00': [] }, [{ deep: '\0' }]])
    assert.equal(await app.refused(contract.emitEvent, { type: 'odd', data }), 'kernel.invalid_input', JSON.stringify(data))
  for (const odd of [{ type: 'a\0' }, { type: 'odd', source: '\0' }, { type: 'odd', subject: '\ud800' }, { type: 'odd', id: '\0' }])
    assert.equal(await app.refused(contract.emitEvent, odd), 'kernel.invalid_input', JSON.stringify(odd))
  assert.deepEqual(await app.rows('SELECT 1 FROM automations.event'), before)
  assert.equal((await app.call(contract.emitEvent, { type: 'odd', data: 'two 😀 \\u0000' })).isNew, true)
})
