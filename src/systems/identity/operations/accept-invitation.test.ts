import { anonymous } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('an invitation makes one account with just the rights it names, once, until it expires', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const project = newId()
  const invited = await app.call(
    contract.invite,
    { email: 'x@example.com', role: 'guest', projects: [{ project, role: 'viewer' }] },
    { as: owner.actor },
  )
  const accept = { token: new URL(invited.link).hash.slice(7), name: 'Xenia', password: 'correct horse battery' }
  const outcomes = await Promise.all([1, 2].map(() => app.refused(contract.acceptInvitation, accept, { as: anonymous })))
  assert.deepEqual(outcomes.toSorted(), ['done', 'identity.wrong_invitation'])
  const people = await app.call(contract.listPeople, {}, { as: owner.actor })
  assert.deepEqual(people.items[1]!.projects, [{ project, role: 'viewer' }])

  const late = await app.call(contract.invite, { email: 'y@example.com', role: 'viewer' }, { as: owner.actor })
  await app.rows("UPDATE identity.invitation SET expires_at = now() - interval '1 second' WHERE id = $1", [late.invitation.id])
  const token = new URL(late.link).hash.slice(7)
  assert.equal(await app.refused(contract.acceptInvitation, { ...accept, token }, { as: anonymous }), 'identity.wrong_invitation')
})
