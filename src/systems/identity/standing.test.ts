import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '#kernel/ids.ts'
import { startApp } from '#tests/support/app.ts'
import { join, mara, signUp } from '#tests/support/people.ts'
import { knownPeople } from './known-people.ts'
import { standingOf } from './standing.ts'
import { identity } from './system.ts'

const app = await startApp({ systems: [identity] })
const owner = await signUp(app)

test('somebody is known by name, address and roles, as long as they may come in', async () => {
  const project = newId()
  const vic = await join(app, owner.actor, { name: 'Vic', role: 'guest', projects: [{ project, role: 'member' }] })
  const { name, email, role } = (await standingOf(app.kernel.query, owner.person))!
  assert.deepEqual([name, email, role], [mara.name, mara.email, 'owner'])
  assert.deepEqual((await standingOf(app.kernel.query, vic.person))!.projects, [{ project, role: 'member' }])
  const known = await knownPeople(app.kernel.query)
  assert.deepEqual(
    [known.people.has('vic'), known.people.has(mara.email), known.people.has(owner.person), known.roles.has('admin')],
    [true, true, true, true],
  )
  await app.rows('UPDATE identity.person SET disabled_at = now() WHERE id = $1', [vic.person])
  assert.equal(await standingOf(app.kernel.query, vic.person), null)
  assert.equal((await knownPeople(app.kernel.query)).people.has('vic'), false)
  assert.equal(await standingOf(app.kernel.query, newId()), null)
})
