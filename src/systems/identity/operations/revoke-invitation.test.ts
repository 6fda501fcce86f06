import { anonymous } from '#kernel/actor.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('an invitation that was taken back opens nothing', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const { link, invitation } = await app.call(contract.invite, { email: 'x@example.com', role: 'viewer' }, { as: owner.actor })
  await app.call(contract.revokeInvitation, { id: invitation.id }, { as: owner.actor })
  const token = new URL(link).hash.slice(7)
  const accept = { token, name: 'X', password: 'correct horse battery' }
  assert.equal(await app.refused(contract.acceptInvitation, accept, { as: anonymous }), 'identity.wrong_invitation')
  assert.equal(await app.refused(contract.revokeInvitation, { id: invitation.id }, { as: owner.actor }), 'identity.invitation_not_found')
})
