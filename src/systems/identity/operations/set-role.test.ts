import { may } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('nobody gives what they do not have, changes somebody who has more, or raises themselves', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  const project = newId()
  const set = (id: string, role: string, as = admin.actor) => app.refused(contract.setRole, { id, role }, { as })
  assert.equal(await set(admin.person, 'owner'), 'identity.beyond_own_rights')
  assert.equal(await set(owner.person, 'viewer'), 'identity.beyond_own_rights')
  assert.equal(await set(newId(), 'viewer'), 'identity.person_not_found')
  assert.equal(await set(admin.person, 'none-such'), 'identity.role_not_found')
  const bob = await join(app, admin.actor, { name: 'Bob', role: 'guest', projects: [{ project, role: 'viewer' }] })
  assert.equal(may(bob.actor, 'runs:read', project), true)
  assert.equal(may(bob.actor, 'runs:read', newId()), false)
  assert.equal(may(bob.actor, 'runs:write', project), false)
  assert.equal(await set(bob.person, 'member', bob.actor), 'kernel.forbidden')
  const changed = await app.call(contract.setRole, { id: bob.person, role: 'member' }, { as: admin.actor })
  assert.deepEqual([changed.role, changed.projects], ['member', []])
})

test('the only owner stays one, even when two owners demote each other at the same moment', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  assert.equal(await app.refused(contract.setRole, { id: owner.person, role: 'admin' }, { as: owner.actor }), 'identity.last_owner')
  const second = await join(app, owner.actor, { name: 'Olga', role: 'owner' })
  const outcomes = await Promise.all([
    app.refused(contract.setRole, { id: owner.person, role: 'admin' }, { as: second.actor }),
    app.refused(contract.setRole, { id: second.person, role: 'admin' }, { as: owner.actor }),
  ])
  assert.deepEqual(outcomes.toSorted(), ['done', 'identity.last_owner'])
})

test('demoting somebody shrinks their keys and sessions within a second', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const member = await join(app, owner.actor, { name: 'Max', role: 'member' })
  const { key } = await app.call(contract.createKey, { name: 'ci', permissions: ['runs:read', 'runs:write'] }, { as: member.actor })
  const check = (headers: Record<string, string>) => app.kernel.authenticate(headers, '127.0.0.1')
  assert.equal(may(await check({ authorization: `Bearer ${key}` }), 'runs:write'), true)
  await app.call(contract.setRole, { id: member.person, role: 'viewer' }, { as: owner.actor })
  const began = performance.now()
  while (may(await check({ authorization: `Bearer ${key}` }), 'runs:write') || may(await check({ cookie: member.cookie }), 'runs:write'))
    assert.ok(performance.now() - began < 10_000, 'the check never hears of it')
  assert.equal(may(await check({ authorization: `Bearer ${key}` }), 'runs:read'), true)
})
