import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedOf, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { until } from '#tests/support/until.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.7, { reason: 'Because the numbers grow.' }), { minds: 2 })

test('a further turn carries the answer and the ids of its claims, and stands in the same conversation', async () => {
  const first = await app.ask({ text: 'Will it grow?', type: 'yes-no' })
  const { question } = await app.call(contract.followUp, { question: first.id, text: 'And if we wait a month?', type: 'yes-no' })
  const second = await until('the second turn is answered', async () => {
    const seen = await app.detail(question)
    return seen.state === 'answered' && seen
  })
  assert.deepEqual([second.turn, second.thread, second.turns.length], [2, first.id, 2])
  const { text } = askedOf(app).find((one) => one.text.includes('QUESTION #2'))!
  assert.match(text, /Turn 1: Will it grow\?\n {2}Answer: Yes, with \d+ %/)
  assert.match(text, /\[T1\.C1\] "Because the numbers grow\."/)
})

test('while a turn is under way the next one waits', async () => {
  const made = await app.call(contract.ask, { text: 'Will people vote?', type: 'yes-no', votingHours: 1, minds: false })
  assert.equal(
    await app.refused(contract.followUp, { question: made.question, text: 'And then?', type: 'yes-no' }),
    'council.still_deliberating',
  )
})
