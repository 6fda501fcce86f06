import assert from 'node:assert/strict'
import { test } from 'node:test'
import { optionOrder } from './option-order.ts'

const options = ['a', 'b', 'c', 'd']
const voters = Array.from({ length: 400 }, (_, index) => `voter-${index}`)

test('every order holds all options, the same again and again', () => {
  for (const voter of voters.slice(0, 20)) {
    const order = optionOrder(options, 'q', voter)
    assert.deepEqual([...order].sort(), options)
    assert.deepEqual(optionOrder([...options].reverse(), 'q', voter), order)
  }
})

test('over many voters each option stands first about equally often', () => {
  const first = new Map<string, number>()
  for (const voter of voters) {
    const [option] = optionOrder(options, 'q', voter)
    first.set(option!, (first.get(option!) ?? 0) + 1)
  }
  for (const option of options) assert.ok(first.get(option)! > 60 && first.get(option)! < 140, `${option}: ${first.get(option)}`)
})
