import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agent, somebody } from '#tests/support/app.ts'
import { startCouncil, yesNoOf } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil((asked) => yesNoOf(asked, 0.6), { minds: 1, providers: 1 })
const voter = somebody(['council:vote', 'council:read'], 'Vera')

test('people vote blind and once; nothing of the minds is shown until the vote has ended', async () => {
  const { id } = await app.ask({ text: 'Will people agree?', type: 'yes-no', votingHours: 1 }, { state: 'voting' })
  const during = await app.detail(id, voter)
  assert.deepEqual([during.answer, during.seats.map((seat) => seat.ballots.length)], [null, [0]])
  const sealed = await app.call(contract.vote, { question: id, probability: 0.9, reason: 'I was there.' }, { as: voter })
  assert.match(sealed.hash, /^[0-9a-f]{64}$/)
  assert.equal(await app.refused(contract.vote, { question: id, probability: 0.1 }, { as: voter }), 'council.already_voted')
})

test('a vote that does not fit, and one by an agent, is refused', async () => {
  const { id } = await app.ask({ text: 'Will it fit?', type: 'yes-no', votingHours: 1, minds: false }, { state: 'voting' })
  assert.equal(await app.refused(contract.vote, { question: id, probabilities: { yes: 1 } }), 'council.wrong_ballot')
  assert.equal(await app.refused(contract.vote, { question: id, probability: 0.5 }, { as: agent() }), 'kernel.forbidden')
  const closed = await app.ask({ text: 'Is nobody asked?', type: 'yes-no' })
  assert.equal(await app.refused(contract.vote, { question: closed.id, probability: 0.5 }), 'council.no_vote')
})

test('a member sees the claims of an open question to vote on them, and not whose they are', async () => {
  const options = [{ label: 'The tests are green.' }, { label: 'The notes are written.' }]
  const { id } = await app.ask({ text: 'What makes it ready?', type: 'open', options, votingHours: 1, minds: false }, { state: 'voting' })
  const { claims } = await app.detail(id, voter)
  assert.deepEqual(claims, [
    { id: 'C1', text: 'The tests are green.' },
    { id: 'C2', text: 'The notes are written.' },
  ])
  await app.call(contract.vote, { question: id, claims: { C1: 0.9 } }, { as: voter })
})
