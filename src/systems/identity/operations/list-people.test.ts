import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('who may read it sees everybody and what they are; others do not', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const viewer = await join(app, owner.actor, { name: 'Vera', role: 'viewer' })
  const { items } = await app.call(contract.listPeople, {}, { as: owner.actor })
  assert.deepEqual(
    items.map((one) => [one.name, one.role, one.disabledAt]),
    [
      ['Mara', 'owner', null],
      ['Vera', 'viewer', null],
    ],
  )
  assert.equal(await app.refused(contract.listPeople, {}, { as: viewer.actor }), 'kernel.forbidden')
})
