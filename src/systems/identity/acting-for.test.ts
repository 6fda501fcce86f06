import assert from 'node:assert/strict'
import { test } from 'node:test'
import { may } from '#kernel/actor.ts'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { actorFor } from './acting-for.ts'
import { identity } from './system.ts'

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const ctx = app.kernel.context(owner.actor)
const acting = { id: newId(), name: 'Automation nightly' }

test('what acts for somebody has those of the given rights that they still have', async () => {
  const viewer = await join(app, owner.actor, { name: 'Vic', role: 'viewer' })
  const given = [
    { permission: 'runs:read', projects: 'all' as const },
    { permission: 'runs:write', projects: 'all' as const },
  ]
  const actor = await actorFor(ctx, { ...acting, person: viewer.person, given })
  assert.deepEqual(
    [actor!.kind, actor!.person, may(actor!, 'runs:read'), may(actor!, 'runs:write')],
    ['workflow', viewer.person, true, false],
  )
  const project = newId()
  const narrowed = await actorFor(ctx, { ...acting, person: owner.person, given: [{ permission: 'runs:*', projects: new Set([project]) }] })
  assert.deepEqual([may(narrowed!, 'runs:write', project), may(narrowed!, 'runs:write', newId())], [true, false])
})

test('nobody acts for somebody who is not there or was disabled', async () => {
  assert.equal(await actorFor(ctx, { ...acting, person: newId(), given: [] }), null)
  await app.rows('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [owner.person])
  assert.equal(await actorFor(ctx, { ...acting, person: owner.person, given: [] }), null)
})
