import { newId } from '#kernel/ids.ts'
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('it says which role or key gives or withholds a call, and only to whom it concerns', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const project = newId()
  const guest = await join(app, owner.actor, { name: 'Gus', role: 'guest', projects: [{ project, role: 'member' }] })
  const ask = (operation: string, more: object = {}, as = guest.actor) => app.call(contract.explain, { operation, ...more }, { as })
  const here = await ask('runs.cancel', { project })
  assert.deepEqual([here.allowed, here.projects], [true, [project]])
  assert.match(here.because.join(' '), /guest, which does not give it. In project .* they are member/)
  assert.equal((await ask('runs.cancel', { project: newId() })).allowed, false)
  assert.equal((await ask('identity.session')).allowed, true)

  const { details } = await app.call(contract.createKey, { name: 'ci', permissions: ['runs:read'] }, { as: guest.actor })
  const byKey = await ask('runs.cancel', { project, key: details.id })
  assert.equal(byKey.allowed, false)
  assert.match(byKey.because.join(' '), /does not leave it/)

  assert.equal(
    await app.refused(contract.explain, { operation: 'runs.list', person: owner.person }, { as: guest.actor }),
    'kernel.forbidden',
  )
  assert.equal(await app.refused(contract.explain, { operation: 'no.such' }, { as: guest.actor }), 'identity.operation_not_found')
  await app.call(contract.disablePerson, { id: guest.person }, { as: owner.actor })
  const outside = await ask('runs.list', { person: guest.person }, owner.actor)
  assert.deepEqual([outside.allowed, outside.because], [false, ['Gus is disabled.']])
})
