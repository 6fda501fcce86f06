import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0 })
const earlier = await app.ask({ text: 'Was there a question before?', type: 'yes-no' })
const options = [{ label: 'Tea' }, { label: 'Coffee' }]
const { id } = await app.ask({ text: 'Tea or coffee?', context: 'For the office.', options, votingHours: 2 }, { state: 'voting' })
let guests = 0
const tokenOf = async (shareEvidence: boolean) => {
  const made = await app.call(contract.inviteVoter, { question: id, name: `Guest ${(guests += 1)}`, shareEvidence })
  return new URL(made.link).hash.slice('#token='.length)
}

test('a guest sees the question and its options, and how much was not shared', async () => {
  const seen = await app.call(contract.openBallot, { token: await tokenOf(false) }, { as: anonymous })
  assert.deepEqual([seen.text, seen.context, seen.evidence, seen.options.length], ['Tea or coffee?', '', [], 4])
  assert.equal(seen.hidden, (await app.detail(id)).evidence.length)
})

test('a guest sees the evidence when the inviter shares it, without links into the house', async () => {
  const seen = await app.call(contract.openBallot, { token: await tokenOf(true) }, { as: anonymous })
  assert.equal(seen.context, 'For the office.')
  assert.ok(seen.evidence.some((item) => item.title.includes(earlier.text)))
  assert.ok(seen.evidence.every((item) => item.link === null))
  assert.equal(seen.hidden, 0)
})

test('a guessed token opens nothing', async () => {
  assert.equal(await app.refused(contract.openBallot, { token: 'x'.repeat(43) }, { as: anonymous }), 'council.wrong_invitation')
})
