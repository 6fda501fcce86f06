import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startAutomations, textOf } from '#tests/support/automations-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startAutomations()

test('a queue shows its limits, who holds its places and who waits, the most urgent first', async () => {
  const text = (name: string, priority: number) =>
    textOf(name, `- { id: hold, queue: { name: doors, limit: 1, priority: ${priority} }, uses: wait, with: { for: 1h } }`)
  for (const [name, priority] of [
    ['a', 0],
    ['b', 1],
    ['c', 5],
  ] as const) {
    await app.save(text(name, priority))
    await app.call(contract.start, { automation: name })
    const place = `SELECT 1 FROM automations.place p JOIN automations.run r ON r.id = p.run WHERE r.name = $1`
    await until(`${name} asked for a place`, async () => (await app.rows(place, [name])).length === 1, 60)
  }
  const [queue] = (await app.call(contract.listQueues, { name: 'doors' })).items
  assert.deepEqual([queue!.limit, queue!.waiting], [1, 2])
  assert.deepEqual(
    queue!.holders.map((one) => one.name),
    ['a'],
  )
  assert.deepEqual(
    queue!.waiters.map((one) => one.name),
    ['c', 'b'],
  )
  assert.deepEqual((await app.call(contract.listQueues, { name: 'nobody' })).items, [])
})
