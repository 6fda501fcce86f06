import assert from 'node:assert/strict'
import { test } from 'node:test'
import { choiceOf, startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => choiceOf(asked, 'Buy', 0.8), { minds: 2 })
const asked = await app.ask({ text: 'Buy or build?', options: [{ label: 'Buy' }, { label: 'Build' }] })

test('a decision is written down beside the answer, also one that goes against it', async () => {
  const reviewAt = new Date(Date.now() + 86_400_000).toISOString()
  const decided = await app.call(contract.decide, { question: asked.id, option: 'build', note: 'We learn more.', reviewAt })
  const { at, ...decision } = decided.decision!
  assert.deepEqual(decision, { option: 'build', label: 'Build', note: 'We learn more.', by: 'Owner' })
  assert.ok(Date.parse(at) > 0)
  assert.equal(decided.reviewAt, reviewAt)
})

test('an option that was not offered is refused, and so are a review in the past and a stale version', async () => {
  assert.equal(await app.refused(contract.decide, { question: asked.id, option: 'rent' }), 'council.wrong_options')
  const reviewAt = new Date(Date.now() - 60_000).toISOString()
  assert.equal(await app.refused(contract.decide, { question: asked.id, reviewAt }), 'council.wrong_review')
  assert.equal(await app.refused(contract.decide, { question: asked.id, note: 'Neither.' }, { ifMatch: 1 }), 'kernel.stale_version')
})
