import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody } from '#tests/support/app.ts'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()
const queueNow = async () => (await app.call(contract.listQueues, { name: 'doors' })).items[0]
const standing = async () => {
  const queue = await queueNow()
  return queue ? [queue.holders.length, queue.waiting] : []
}
const settles = (what: string, wanted: readonly number[]) =>
  until(what, async () => JSON.stringify(await standing()) === JSON.stringify(wanted), 60)
const none = { limit: null, keyLimit: null, rate: null }

test('a queue that nobody asked is not there, and only who writes automations changes one', async () => {
  assert.equal(await app.refused(contract.setQueue, { queue: 'doors', paused: true }), 'automations.queue_not_found')
  const reader = somebody(['automations:read', 'automations:run'])
  assert.equal(await app.refused(contract.setQueue, { queue: 'doors', paused: true }, { as: reader }), 'kernel.forbidden')
})

test('while it is paused nobody gets a place; when it goes on, those who wait do, up to the limit', async () => {
  const text = textOf('holds', '- { id: hold, queue: { name: doors, limit: 1 }, uses: wait, with: { for: 1h } }')
  await app.save(text)
  await app.call(contract.start, { automation: 'holds' })
  await settles('one holds its place', [1, 0])
  const paused = await app.call(contract.setQueue, { queue: 'doors', paused: true, limits: { ...none, limit: 3 } })
  assert.deepEqual([paused.limit, paused.setBy, paused.pausedBy, paused.asked], [3, app.owner.name, app.owner.name, { ...none, limit: 1 }])
  for (let count = 0; count < 4; count += 1) await app.call(contract.start, { automation: 'holds' })
  await settles('four wait', [1, 4])
  const last = (await app.call(contract.listRuns, { limit: 1, sort: '-createdAt' })).items[0]!.id
  await until(
    'a run says why it waits',
    async () => (await app.call(contract.explainRun, { run: last })).sentence === `${app.owner.name} paused the queue it waits in.`,
    60,
  )
  await app.call(contract.setQueue, { queue: 'doors', paused: false })
  await settles('the limit that was set counts, not that of the text', [3, 2])
})

test('a lower limit takes no place away; taken back, the limits of the texts count again', async () => {
  const lower = await app.call(contract.setQueue, { queue: 'doors', limits: { ...none, limit: 2 } })
  assert.deepEqual([lower.holders.length, lower.waiting], [3, 2])
  const more = await app.call(contract.setQueue, { queue: 'doors', limits: { ...none, limit: 4 } })
  assert.deepEqual([more.holders.length, more.waiting], [4, 1])
  const back = await app.call(contract.setQueue, { queue: 'doors', limits: null })
  assert.deepEqual([back.limit, back.setBy, back.setAt, back.asked, back.waiting], [1, null, null, null, 1])
  const { items } = await app.call(contract.listRuns, { limit: 20 })
  for (const { id } of items) await app.call(contract.cancelRun, { run: id })
  await settles('everybody has gone', [0, 0])
})
