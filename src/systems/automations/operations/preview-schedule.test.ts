import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations } from '#tests/support/automations-app.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('the next ten times of a schedule are shown on the clock of its zone, with the changes of clocks', async () => {
  const { times } = await app.call(contract.previewSchedule, {
    cron: '30 2 * * *',
    timezone: 'Europe/Berlin',
    from: '2027-03-26T12:00:00Z',
  })
  assert.equal(times.length, 10)
  assert.deepEqual(times.slice(0, 3), [
    { at: '2027-03-27T01:30:00.000Z', local: '2027-03-27 02:30 +01:00', note: null },
    { at: '2027-03-28T01:00:00.000Z', local: '2027-03-28 03:00 +02:00', note: 'Clocks went forward by 60 minutes.' },
    { at: '2027-03-29T00:30:00.000Z', local: '2027-03-29 02:30 +02:00', note: null },
  ])
})

test('intervals are previewed too, and what is no schedule is refused with the reason', async () => {
  const { times } = await app.call(contract.previewSchedule, { every: '15m', from: '2026-11-30T12:01:00Z', count: 2 })
  assert.deepEqual(
    times.map((one) => one.at),
    ['2026-11-30T12:15:00.000Z', '2026-11-30T12:30:00.000Z'],
  )
  for (const input of [{}, { cron: '* * *' }, { cron: '0 0 30 2 *' }, { every: '1y' }, { cron: '@daily', timezone: 'Europe/Berln' }]) {
    assert.equal(await app.refused(contract.previewSchedule, input), 'kernel.invalid_input', JSON.stringify(input))
  }
})
