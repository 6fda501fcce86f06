import { may } from '#kernel/actor.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a changed role changes everybody who has it; what is built in keeps its permissions', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  await app.call(contract.createRole, { id: 'watcher', name: 'Watcher', permissions: ['runs:read'] }, { as: owner.actor })
  const walt = await join(app, owner.actor, { name: 'Walt', role: 'watcher' })
  const changed = await app.call(contract.updateRole, { id: 'watcher', permissions: ['audit:read'] }, { as: owner.actor })
  assert.deepEqual([changed.permissions, changed.people], [['audit:read'], 1])
  const began = performance.now()
  while (may(await app.kernel.authenticate({ cookie: walt.cookie }, '127.0.0.1'), 'runs:read'))
    assert.ok(performance.now() - began < 10_000, 'the check never hears of it')
  const twist = (id: string, more: object) => app.refused(contract.updateRole, { id, ...more }, { as: owner.actor })
  assert.equal(await twist('viewer', { permissions: ['*'] }), 'identity.role_built_in')
  assert.equal(await twist('viewer', { secondFactor: true }), 'done')
  assert.equal(await twist('nothing', { name: 'X' }), 'identity.role_not_found')
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  assert.equal(
    await app.refused(contract.updateRole, { id: 'owner', secondFactor: false }, { as: admin.actor }),
    'identity.beyond_own_rights',
  )
})
