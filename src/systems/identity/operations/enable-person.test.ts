import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('whoever is enabled again may sign in anew; old sessions stay ended', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const member = await join(app, owner.actor, { name: 'Max', role: 'member' })
  const { key } = await app.call(contract.createKey, { name: 'ci', permissions: ['runs:read'] }, { as: member.actor })
  await app.call(contract.disablePerson, { id: member.person }, { as: owner.actor })
  await app.call(contract.enablePerson, { id: member.person }, { as: owner.actor })
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ cookie: member.cookie }, '127.0.0.1')
  }, /ended/)
  assert.equal((await app.kernel.authenticate({ authorization: `Bearer ${key}` }, '127.0.0.1')).person, member.person)
})
