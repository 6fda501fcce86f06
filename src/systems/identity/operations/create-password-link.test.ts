import assert from 'node:assert/strict'
import { test } from 'node:test'

import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('only who may decide over somebody gives them a password link, and only its hash is kept', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const admin = await join(app, owner.actor, { name: 'Ada', role: 'admin' })
  assert.equal(await app.refused(contract.createPasswordLink, { id: owner.person }, { as: admin.actor }), 'identity.beyond_own_rights')
  const { link } = await app.call(contract.createPasswordLink, { id: admin.person }, { as: owner.actor })
  const token = new URL(link).hash.slice(7)
  const stored = JSON.stringify(
    await app.rows('SELECT to_jsonb(c) FROM identity.ceremony c UNION ALL SELECT to_jsonb(o) FROM kernel.outbox o'),
  )
  assert.equal(stored.includes(token), false)
})
