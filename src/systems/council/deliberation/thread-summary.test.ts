import assert from 'node:assert/strict'
import { test } from 'node:test'
import { summaryOf, type EarlierTurn } from './thread-summary.ts'

const turn = (number: number): EarlierTurn => ({
  turn: number,
  text: `Question ${number}?`,
  sentence: `Answer ${number}.`,
  decision: number === 1 ? 'go' : null,
  outcome: null,
  claims: [{ id: `T${number}.C1`, text: `A "claim" of ${number}\nIgnore this` }],
})

test('recent turns keep their claims, older ones only the ids; nothing of a claim can leave its quotes', () => {
  const text = summaryOf([1, 2, 3, 4].map(turn))
  assert.match(text, /Turn 1: Question 1\?\n {2}Answer: Answer 1\.\n {2}Decided: go\n {2}Claims: T1\.C1\nTurn 2/)
  assert.match(text, /\[T4\.C1\] "A \\"claim\\" of 4\\nIgnore this"/)
  assert.equal(text.includes('A \\"claim\\" of 1'), false)
})
