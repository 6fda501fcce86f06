import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('whoever is disabled is out at once with sessions and keys; the last owner cannot be', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const member = await join(app, owner.actor, { name: 'Max', role: 'member' })
  const { key } = await app.call(contract.createKey, { name: 'ci', permissions: ['runs:read'] }, { as: member.actor })
  await app.call(contract.disablePerson, { id: member.person }, { as: owner.actor })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie: member.cookie }, '127.0.0.1')
  }, /ended/)
  await assert.rejects(app.kernel.authenticate({ authorization: `Bearer ${key}` }, '127.0.0.1'), /not valid/)
  assert.equal(await app.refused(contract.disablePerson, { id: owner.person }, { as: owner.actor }), 'identity.last_owner')
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  assert.equal(await app.refused(contract.disablePerson, { id: owner.person }, { as: admin.actor }), 'identity.beyond_own_rights')
})

test('whoever is shut out or loses their role cannot come in again by an invitation of their own making', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const ends = {
    disabled: (id: string) => app.call(contract.disablePerson, { id }, { as: owner.actor }),
    demoted: (id: string) => app.call(contract.setRole, { id, role: 'viewer' }, { as: owner.actor }),
  }
  for (const [name, end] of Object.entries(ends)) {
    const admin = await join(app, owner.actor, { name, role: 'admin' })
    const { link } = await app.call(contract.invite, { email: `second-${name}@example.com`, role: 'admin' }, { as: admin.actor })
    await end(admin.person)
    const account = { token: new URL(link).hash.replace('#token=', ''), name: 'Again', password: 'several quiet lanterns' }
    assert.equal(await app.refused(contract.acceptInvitation, account, { as: anonymous }), 'identity.wrong_invitation', name)
  }
})
