import assert from 'node:assert/strict'
import { test } from 'node:test'
import { cameTrue, mindIn, startCouncil, yesNoOf, type Detail } from '#tests/support/council-app.ts'
import type { ResolvedYesNo } from '../learning/ledger.ts'
import { addToLedger } from '../outcomes/ledger-store.ts'

const own: Readonly<Record<string, number>> = { strategist: 0.72, pragmatist: 0.35, innovator: 0.6, guardian: 0.28, analyst: 0.55 }

interface Herd {
  /** How a copy says it, where the strategist says "The strategist is surely right.", resting on E1. */
  readonly says: (mind: string) => { readonly reason: string; readonly evidence: readonly string[] }
  /** How many of the eight count for nothing at all. */
  readonly echoes: number
}

const copy: Herd = { says: () => ({ reason: 'The strategist is surely right.', evidence: ['E1'] }), echoes: 8 }
const paraphrase: Herd = { says: (mind) => ({ reason: `Seen as a ${mind}, it comes to the same.`, evidence: ['E1'] }), echoes: 8 }
const barePhrase: Herd = { says: (mind) => ({ reason: `Seen as a ${mind}, it comes to the same.`, evidence: [] }), echoes: 8 }
/** Four pieces among eight minds: half of them only paraphrase the other half. */
const otherEvidence: Herd = {
  says: (mind) => ({ reason: `The ${mind} has looked elsewhere.`, evidence: [`E${2 + (mind.length % 5)}`] }),
  echoes: 4,
}
let herd = copy

/** Five minds of their own; every other one says what the strategist says, as the herd does. */
const app = await startCouncil(
  (asked) => {
    const mind = mindIn(asked)
    const probability = own[mind]
    if (mind === 'strategist') return yesNoOf(asked, own['strategist']!, copy.says(mind))
    if (probability === undefined) return yesNoOf(asked, own['strategist']!, herd.says(mind))
    return yesNoOf(asked, probability, { reason: `The ${mind} has a reason of its own.`, evidence: ['E1'] })
  },
  { minds: 5 },
)

for (const [name, cast] of Object.entries({ copy, paraphrase, barePhrase })) {
  test(`a herd of eight that copies without new evidence moves the result by at most 0.02: ${name}`, () => holds(cast))
}

test('a herd with other evidence that always errs alike moves it by at most 0.02 as well, once outcomes have shown it', async () => {
  const ctx = app.kernel.context(app.owner)
  for (let index = 0; index < 120; index += 1) await ctx.transaction((open) => addToLedger(open, outcome(index), null))
  await holds(otherEvidence)
})

async function holds(cast: Herd): Promise<void> {
  herd = cast
  await app.rows('UPDATE council.persona SET enabled = position <= 5')
  const alone = await app.ask({ text: 'Will the move pay?', type: 'yes-no', adaptive: false })
  assert.equal(alone.seats.length, 5)
  await app.rows('UPDATE council.persona SET enabled = true')
  const withHerd = await app.ask({ text: 'Will the move pay?', type: 'yes-no', adaptive: false })
  const answered = withHerd.seats.filter(({ state }) => state === 'answered')
  assert.equal(answered.length, 13)
  assert.equal(withHerd.answer!.echoes.length, cast.echoes)
  const moved = Math.abs(yesOf(withHerd) - yesOf(alone))
  assert.ok(moved <= 0.02, `moved by ${moved}`)
}

const personas = await app.rows<{ id: string }>('SELECT id FROM council.persona ORDER BY position')

/** The herd is right and wrong together with the strategist; the other four err each in a rhythm of their own. */
function outcome(index: number): ResolvedYesNo {
  const independent = Object.keys(own)
  const ballots = personas.map(({ id }, place) => {
    const rhythm = independent.includes(id) ? independent.indexOf(id) : 0
    const isWrong = index % (3 + rhythm) === rhythm
    return { voter: id, provider: `house${(place % 2) + 1}`, probability: isWrong ? 0.25 : 0.75, reason: `${id} ${index}`, evidence: [id] }
  })
  return cameTrue(ballots)
}

function yesOf({ answer }: Detail): number {
  return answer!.probabilities.find(({ option }) => option === 'yes')!.probability
}
