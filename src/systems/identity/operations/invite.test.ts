import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('an invitation carries no more rights than its writer has, and is shown once', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  const ask = (email: string, role: string) => app.refused(contract.invite, { email, role }, { as: admin.actor })
  assert.equal(await ask('x@example.com', 'owner'), 'identity.beyond_own_rights')
  assert.equal(await ask('MARA@example.com', 'viewer'), 'identity.already_member')
  const { link, invitation } = await app.call(contract.invite, { email: 'x@example.com', role: 'viewer' }, { as: admin.actor })
  assert.equal(await ask('x@example.com', 'viewer'), 'identity.already_member')
  const stored = JSON.stringify(
    await app.rows('SELECT to_jsonb(i) FROM identity.invitation i UNION ALL SELECT to_jsonb(o) FROM kernel.outbox o'),
  )
  assert.equal(stored.includes(new URL(link).hash.slice(7)), false)
  assert.equal(invitation.role, 'viewer')
})
