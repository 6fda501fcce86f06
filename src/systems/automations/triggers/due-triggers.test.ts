import assert from 'node:assert/strict'
import { test } from 'node:test'
import { program } from '#kernel/actor.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { clockAt } from '#tests/support/set-clock.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'
import { runDueTriggers } from './due-triggers.ts'

const clock = clockAt('2026-11-30T12:00:10Z')
const app = await startAutomations([], { clock })
const ctx = app.kernel.context(program)
const step = '- { id: a, uses: set, with: { b: 1 } }'
const scheduled = (name: string, schedule: string, steps = step) => app.save(textOf(name, steps, `on:\n  - schedule: ${schedule}\n`))

/** The times that runs were started for, after whatever is due was started. */
async function times(name: string): Promise<string[]> {
  await until('nothing is due', async () => {
    // The program's own clock looks too, and may be in the middle of it.
    await runDueTriggers(ctx)
    const due = await app.rows('SELECT 1 FROM automations.trigger WHERE next_at <= $1 AND paused_at IS NULL', [clock.now()])
    return due.length === 0
  })
  const found = await app.rows<{ input: [{ data: { at: string } }] }>('SELECT input FROM automations.run WHERE name = $1 ORDER BY number', [
    name,
  ])
  return found.map((row) => row.input[0].data.at.slice(11, 19))
}

test('a time happens once, also when several nodes look and when the clock moves ten minutes', async () => {
  await scheduled('minutely', "{ cron: '* * * * *', catchUp: all }")
  assert.deepEqual(await times('minutely'), [])
  clock.set('2026-11-30T12:02:05Z')
  await Promise.all(Array.from({ length: 5 }, () => runDueTriggers(ctx)))
  assert.deepEqual(await times('minutely'), ['12:01:00', '12:02:00'])
  clock.set('2026-11-30T12:12:05Z')
  await Promise.all(Array.from({ length: 5 }, () => runDueTriggers(ctx)))
  const forward = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12'].map((minute) => `12:${minute}:00`)
  assert.deepEqual(await times('minutely'), forward)
  clock.set('2026-11-30T12:02:30Z')
  assert.deepEqual(await times('minutely'), forward)
  clock.set('2026-11-30T12:13:01Z')
  assert.deepEqual(await times('minutely'), [...forward, '12:13:00'])
  await app.call(contract.disable, { automation: 'minutely' })
})

test('what to do about missed times is written in the text', async () => {
  await scheduled('latest', "{ cron: '*/10 * * * *' }")
  await scheduled('skip', "{ cron: '*/10 * * * *', catchUp: skip }")
  await scheduled('every', '{ every: 10m, catchUp: all }')
  clock.set('2026-11-30T12:45:00Z')
  assert.deepEqual(await times('latest'), ['12:40:00'])
  assert.deepEqual(await times('skip'), [])
  assert.deepEqual(await times('every'), ['12:20:00', '12:30:00', '12:40:00'])
  clock.set('2026-11-30T12:50:20Z')
  assert.deepEqual(await times('skip'), ['12:50:00'])
  for (const name of ['latest', 'skip', 'every']) await app.call(contract.disable, { automation: name })
})

test('a daily time that a change of clocks takes away happens once', async () => {
  clock.set('2027-03-27T12:00:00Z')
  await scheduled('berlin', "{ cron: '30 2 * * *', timezone: Europe/Berlin, catchUp: all }")
  clock.set('2027-03-29T12:00:00Z')
  assert.deepEqual(await times('berlin'), ['01:00:00', '00:30:00'])
  await app.call(contract.disable, { automation: 'berlin' })
})

test('"after" counts from the end of the run before', async () => {
  clock.set('2027-04-01T12:00:00Z')
  await scheduled('after', '{ after: 5m }', '- { id: a, uses: wait, with: { for: 9d } }')
  clock.set('2027-04-01T12:05:00Z')
  assert.equal((await times('after')).length, 1)
  clock.set('2027-04-01T13:00:00Z')
  assert.equal((await times('after')).length, 1)
  await app.rows("UPDATE automations.run SET state = 'done', ended_at = '2027-04-01T12:59:00Z' WHERE name = 'after'")
  assert.equal((await times('after')).length, 1)
  clock.set('2027-04-01T13:04:00Z')
  assert.equal((await times('after')).length, 2)
})

test('saving keeps what stayed as it was, and a pause is not made up for', async () => {
  clock.set('2027-05-01T10:00:00Z')
  const text = textOf('kept', step, "on:\n  - schedule: { cron: '0 * * * *', catchUp: all }\n")
  await app.save(text)
  const [first] = (await app.call(contract.listTriggers, { automation: 'kept' })).items
  clock.set('2027-05-01T11:30:00Z')
  await app.call(contract.save, { automation: 'kept', text: text.replace('b: 1', 'b: 2') })
  assert.deepEqual(await times('kept'), ['11:00:00'])
  const [second] = (await app.call(contract.listTriggers, { automation: 'kept' })).items
  assert.equal(second!.id, first!.id)
  await app.call(contract.pauseTrigger, { trigger: first!.id })
  clock.set('2027-05-01T14:30:00Z')
  assert.deepEqual(await times('kept'), ['11:00:00'])
  await app.call(contract.resumeTrigger, { trigger: first!.id })
  clock.set('2027-05-01T15:00:00Z')
  assert.deepEqual(await times('kept'), ['11:00:00', '15:00:00'])
})
