import assert from 'node:assert/strict'
import { test } from 'node:test'
import { mindIn, startCouncil, yesNoOf, type Detail } from '#tests/support/council-app.ts'

const own: Readonly<Record<string, number>> = { strategist: 0.72, pragmatist: 0.35, innovator: 0.6, guardian: 0.28, analyst: 0.55 }
const copied = { reason: 'The strategist is surely right.', evidence: ['E1'] }

/** Five minds of their own; every other one repeats the strategist, with the same evidence and the same words. */
const app = await startCouncil(
  (asked) => {
    const mind = mindIn(asked)
    const probability = own[mind]
    if (probability === undefined || mind === 'strategist') return yesNoOf(asked, own['strategist']!, copied)
    return yesNoOf(asked, probability, { reason: `The ${mind} has a reason of its own.`, evidence: ['E1'] })
  },
  { minds: 5 },
)

test('a herd of eight that copies without new evidence moves the result by at most 0.02', async () => {
  const alone = await app.ask({ text: 'Will the move pay?', type: 'yes-no', adaptive: false })
  assert.equal(alone.seats.length, 5)
  await app.rows('UPDATE council.persona SET enabled = true')
  const withHerd = await app.ask({ text: 'Will the move pay?', type: 'yes-no', adaptive: false })
  const answered = withHerd.seats.filter(({ state }) => state === 'answered')
  assert.equal(answered.length, 13)
  assert.equal(withHerd.answer!.echoes.length, 8)
  const moved = Math.abs(yesOf(withHerd) - yesOf(alone))
  assert.ok(moved <= 0.02, `moved by ${moved}`)
})

function yesOf({ answer }: Detail): number {
  return answer!.probabilities.find(({ option }) => option === 'yes')!.probability
}
