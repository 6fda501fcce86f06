import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { somebody } from '#tests/support/app.ts'
import { mindIn, startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, mindIn(asked) === 'strategist' ? 0.9 : 0.3), { minds: 2 })
for (const happened of [1, 1, 0]) {
  const { id } = await app.ask({ text: `Will number ${happened} come?`, type: 'yes-no', domain: 'luck' })
  await app.call(contract.resolve, { question: id, outcome: { happened } })
}

test('every voter is scored on what it said before each outcome', async () => {
  const cards = await app.call(contract.scorecards, {})
  const strategist = cards.voters.find((one) => one.voter === 'strategist')!
  assert.equal(cards.outcomes, 3)
  assert.equal(strategist.choices!.count, 3)
  assert.ok(Math.abs(strategist.choices!.brier - (0.02 + 0.02 + 1.62) / 3) < 1e-9)
  const { murphy } = strategist.choices!
  const sum = murphy.reliability - murphy.resolution + murphy.uncertainty + murphy.withinVariance - murphy.withinCovariance
  assert.ok(Math.abs(sum - murphy.score) < 1e-9)
  assert.deepEqual([strategist.answered, strategist.absent, strategist.name], [3, 0, 'Strategist'])
  assert.ok(strategist.costMicros > 0)
  assert.ok(cards.council.choices!.domains.some((one) => one.domain === 'luck' && one.count === 3))
  assert.equal(cards.quorum.allowed, false)
})

test('scores can be narrowed, and cover only questions that the caller may see', async () => {
  assert.equal((await app.call(contract.scorecards, { domain: 'skill' })).outcomes, 0)
  const narrow = somebody([{ permission: 'council:read', projects: new Set([newId()]) }])
  const seen = await app.call(contract.scorecards, {}, { as: narrow })
  assert.deepEqual([seen.outcomes, seen.voters, seen.council.choices], [0, [], null])
})
