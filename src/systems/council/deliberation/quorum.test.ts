import assert from 'node:assert/strict'
import { test } from 'node:test'
import { askedOf, cameTrue, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import type { ResolvedYesNo } from '../learning/ledger.ts'
import { addToLedger } from '../outcomes/ledger-store.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.95), { minds: 9, providers: 1 })
const personas = await app.rows<{ id: string }>('SELECT id FROM council.persona WHERE enabled ORDER BY position')

/** An outcome on which all of them erred together, now and then. */
function outcome(index: number): ResolvedYesNo {
  const ballots = personas.map(({ id }) => ({
    voter: id,
    provider: 'house1',
    probability: index % 3 === 0 ? 0.2 : 0.9,
    reason: `${id} ${index}`,
  }))
  return cameTrue(ballots)
}

test('once minds are known to err together, a settled answer leaves the rest unasked and says so', async () => {
  const ctx = app.kernel.context(app.owner)
  for (let index = 0; index < 60; index += 1) await ctx.transaction((open) => addToLedger(open, outcome(index), null))
  const asked = await app.ask({ text: 'Is it as always?', type: 'yes-no' })
  const unasked = asked.seats.filter((seat) => seat.absent?.includes('was not asked'))
  assert.ok(unasked.length >= 2, `${unasked.length} were left unasked`)
  assert.equal(askedOf(app).length, 9 - unasked.length)
  assert.equal(asked.answer!.outcome.option, 'yes')
  const everybody = await app.ask({ text: 'And everybody?', type: 'yes-no', adaptive: false })
  assert.ok(everybody.seats.every((seat) => seat.state === 'answered'))
})
