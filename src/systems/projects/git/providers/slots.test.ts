import assert from 'node:assert/strict'
import { test } from 'node:test'
import { createSlots } from './slots.ts'

test('no more than the size hold a slot, in the order they asked', async () => {
  const slots = createSlots(2)
  const order: number[] = []
  let most = 0
  let holding = 0
  await Promise.all(
    [0, 1, 2, 3, 4, 5].map(async (index) => {
      const release = await slots.take()
      order.push(index)
      most = Math.max(most, (holding += 1))
      await new Promise((resolve) => setImmediate(resolve))
      holding -= 1
      release()
      release()
    }),
  )
  assert.equal(most, 2)
  assert.deepEqual(order, [0, 1, 2, 3, 4, 5])
})

test('who gives up waiting takes no slot', async () => {
  const slots = createSlots(1)
  const release = await slots.take()
  const stop = new AbortController()
  const given = slots.take(stop.signal)
  const patient = slots.take()
  stop.abort(new Error('enough'))
  await assert.rejects(given, /enough/)
  await assert.rejects(slots.take(stop.signal), /enough/)
  release()
  ;(await patient)()
  ;(await slots.take())()
})
