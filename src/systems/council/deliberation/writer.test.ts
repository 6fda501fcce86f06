import assert from 'node:assert/strict'
import { test } from 'node:test'
import { roundIn, startCouncil, wordsOf } from '#tests/support/council-app.ts'
import { object } from '#tests/support/model-servers/reply.ts'

const app = await startCouncil(
  (asked) => {
    const round = roundIn(asked)
    if (round === 'claims') return object({ claims: [{ text: 'It is so.', evidence: [] }], ...wordsOf(asked) })
    if (round === 'text') return object({ text: 'It is so [C1].' })
    return object({ claims: [{ claim: 'C1', probability: 0.95 }], ...wordsOf(asked) })
  },
  { minds: 3, providers: 1 },
)

test('who composed an answer lets the others compose the next ones', async () => {
  const writers: string[] = []
  for (const text of ['Why is it slow?', 'Why is it dear?', 'Why is it late?']) {
    const { seats } = await app.ask({ text, type: 'open' })
    writers.push(seats.find((seat) => seat.ballots.some((ballot) => ballot.round === 'text'))!.voter)
  }
  assert.deepEqual(writers.sort(), ['innovator', 'pragmatist', 'strategist'])
})
