import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answersInWords, knownModel } from './known-models.ts'

const openai = 'https://api.openai.com/v1'

test('a price is known for a vendor’s model at its own address only, with or without a date in its name', () => {
  const mini = knownModel(openai, 'gpt-5-mini')
  assert.deepEqual(mini?.price, { input: 250_000n, cachedInput: 25_000n, cacheWrite: null, output: 2_000_000n })
  assert.equal(knownModel(openai, 'gpt-5-mini-2025-08-07'), mini)
  assert.equal(knownModel('https://api.anthropic.com/v1', 'claude-haiku-4-5-20251001')?.price.cacheWrite, 1_250_000n)
  assert.equal(knownModel('http://localhost:11434/v1', 'gpt-5-mini'), null)
  assert.equal(knownModel(openai, 'gpt-99'), null)
})

test('models that draw, speak, listen or embed are told from those that answer in words', () => {
  const names = [
    'gpt-5-mini',
    'text-embedding-3-small',
    'whisper-1',
    'gpt-image-1',
    'gpt-realtime',
    'llama3.3:70b',
    'sora-2',
    'claude-opus-4-7',
  ]
  assert.deepEqual(names.filter(answersInWords), ['gpt-5-mini', 'llama3.3:70b', 'claude-opus-4-7'])
})
