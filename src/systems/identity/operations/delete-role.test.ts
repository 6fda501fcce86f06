import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('a role goes only when nobody has it and it is not built in', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  await app.call(contract.createRole, { id: 'watcher', name: 'Watcher', permissions: ['runs:read'] }, { as: owner.actor })
  const walt = await join(app, owner.actor, { name: 'Walt', role: 'watcher' })
  const drop = (id: string) => app.refused(contract.deleteRole, { id }, { as: owner.actor })
  assert.equal(await drop('watcher'), 'identity.role_in_use')
  assert.equal(await drop('viewer'), 'identity.role_built_in')
  await app.call(contract.setRole, { id: walt.person, role: 'viewer' }, { as: owner.actor })
  assert.equal(await drop('watcher'), 'done')
  assert.equal(await drop('watcher'), 'identity.role_not_found')
})
