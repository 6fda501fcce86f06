import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('open invitations are listed, accepted ones are not', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  await app.call(contract.invite, { email: 'x@example.com', role: 'viewer' }, { as: owner.actor })
  const { items } = await app.call(contract.listInvitations, {}, { as: owner.actor })
  assert.deepEqual(
    items.map((one) => one.email),
    ['x@example.com'],
  )
})
