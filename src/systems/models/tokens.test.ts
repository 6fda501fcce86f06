import assert from 'node:assert/strict'
import { test } from 'node:test'
import { estimateTokens, learnBytesPerToken } from './tokens.ts'

test('an estimate starts on the safe side and follows what the model really counts', () => {
  assert.equal(estimateTokens(4001, null), 1001)
  let learned: number | null = null
  for (let call = 0; call < 50; call++) learned = learnBytesPerToken(learned, 5000, 1000)
  assert.equal(Math.round(learned! * 100), 500)
  assert.equal(estimateTokens(4500, learned), 1000)
})

test('a short text teaches nothing, and a nonsensical count cannot ruin the mean', () => {
  assert.equal(learnBytesPerToken(5, 20, 400), 5)
  assert.equal(learnBytesPerToken(null, 5000, 0), null)
  assert.equal(learnBytesPerToken(null, 1_000_000, 1), 12)
})
