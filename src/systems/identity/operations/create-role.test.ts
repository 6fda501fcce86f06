import { may } from '#kernel/actor.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a custom role gives just what it lists, and never more than its maker has', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const role = { id: 'watcher', name: 'Watcher', permissions: ['runs:read', 'audit:read'] }
  const made = await app.call(contract.createRole, role, { as: owner.actor })
  assert.deepEqual([made.builtIn, made.permissions, made.people], [false, role.permissions, 0])
  assert.equal(await app.refused(contract.createRole, role, { as: owner.actor }), 'identity.role_exists')
  const watcher = await join(app, owner.actor, { name: 'Walt', role: 'watcher' })
  assert.equal(may(watcher.actor, 'audit:read'), true)
  assert.equal(may(watcher.actor, 'runs:write'), false)
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  const beyond = { id: 'king', name: 'King', permissions: ['*'] }
  assert.equal(await app.refused(contract.createRole, beyond, { as: admin.actor }), 'identity.beyond_own_rights')
})
