import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { mara, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('who holds the link sees whom it is for, until it was used or taken back', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const projects = [{ project: newId(), role: 'member' }]
  const { invitation, link } = await app.call(contract.invite, { email: 'tom@example.com', role: 'guest', projects }, { as: actor })
  const token = new URL(link).hash.replace('#token=', '')
  const { expiresAt: _, ...offer } = await app.call(contract.readInvitation, { token }, { as: anonymous })
  assert.deepEqual(offer, { email: 'tom@example.com', role: 'Guest', projects: 1, invitedBy: mara.name })
  const refused = (given: string) => app.refused(contract.readInvitation, { token: given }, { as: anonymous })
  assert.equal(await refused('nonsense'), 'identity.wrong_invitation')
  await app.call(contract.revokeInvitation, { id: invitation.id }, { as: actor })
  assert.equal(await refused(token), 'identity.wrong_invitation')
})
