import assert from 'node:assert/strict'
import { test } from 'node:test'
import { costMicros, mostMicros } from './price.ts'

const price = { input: 3_000_000n, cachedInput: 300_000n, cacheWrite: 3_750_000n, output: 15_000_000n }
const none = { input: 0, cachedInput: null, cacheWrite: null, output: 0, reasoning: null }

test('a call costs what its tokens cost, cached ones less and written ones more', () => {
  assert.equal(costMicros(price, { ...none, input: 1_000_000, output: 1000 }), 3_015_000n)
  assert.equal(costMicros(price, { ...none, input: 1000, cachedInput: 800, cacheWrite: 100, output: 10 }), 300n + 240n + 375n + 150n)
  assert.equal(costMicros({ ...price, cachedInput: null }, { ...none, input: 1000, cachedInput: 1000, output: 0 }), 3000n)
})

test('a small call is never free, an unknown price or count never nothing', () => {
  assert.equal(costMicros({ ...price, input: 1n }, { ...none, input: 1 }), 1n)
  assert.equal(costMicros({ ...price, output: null }, { ...none, input: 1 }), null)
  assert.equal(costMicros(price, { ...none, output: null }), null)
  assert.equal(costMicros({ ...price, input: 0n, output: 0n }, { ...none, input: 10, output: 10 }), 0n)
  assert.equal(mostMicros({ input: null, output: 1n }, 1, 1), null)
  assert.equal(mostMicros(price, 1, 1), 18n)
})
