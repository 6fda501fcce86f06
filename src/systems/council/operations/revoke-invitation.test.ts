import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startCouncil } from '#tests/support/council-app.ts'
import { contract } from '../contract.ts'

const app = await startCouncil(() => assert.fail('nobody is asked'), { providers: 0 })

test('an invitation that was taken back opens nothing', async () => {
  const { id } = await app.ask({ text: 'Will they stay away?', type: 'yes-no', votingHours: 2 }, { state: 'voting' })
  const made = await app.call(contract.inviteVoter, { question: id, name: 'Guest' })
  const token = new URL(made.link).hash.slice('#token='.length)
  await app.call(contract.revokeInvitation, { question: id, invitation: made.invitation })
  assert.equal(await app.refused(contract.openBallot, { token }, { as: anonymous }), 'council.wrong_invitation')
  assert.equal(await app.refused(contract.revokeInvitation, { question: id, invitation: made.invitation }), 'council.wrong_invitation')
  assert.equal((await app.detail(id)).invitations[0]!.state, 'revoked')
})
