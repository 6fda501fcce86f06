import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0 })
const { id } = await app.ask({ text: 'Will guests come?', type: 'yes-no', votingHours: 2 }, { state: 'voting' })

test('an invitation is a link with a token that is shown once and kept as a hash', async () => {
  const made = await app.call(contract.inviteVoter, { question: id, name: 'Guest' })
  const token = new URL(made.link).hash.slice('#token='.length)
  assert.ok(token.length > 40)
  const stored = JSON.stringify(
    await app.rows('SELECT to_jsonb(i) FROM council.invitation i UNION ALL SELECT to_jsonb(o) FROM kernel.outbox o'),
  )
  assert.equal(stored.includes(token), false)
  const [invitation] = (await app.detail(id)).invitations
  assert.deepEqual([invitation!.name, invitation!.state, invitation!.expiresAt], ['Guest', 'open', made.expiresAt])
})

test('of one name there is one link at a time: with two, one person would be two voices', async () => {
  assert.equal(await app.refused(contract.inviteVoter, { question: id, name: ' guest' }), 'council.already_invited')
  const [first] = (await app.detail(id)).invitations
  await app.call(contract.revokeInvitation, { question: id, invitation: first!.id })
  assert.ok((await app.call(contract.inviteVoter, { question: id, name: 'Guest' })).link)
})

test('nobody is invited to a vote that does not take place', async () => {
  const over = await app.ask({ text: 'Is there a vote?', type: 'yes-no' })
  assert.equal(await app.refused(contract.inviteVoter, { question: over.id, name: 'Guest' }), 'council.no_vote')
})
