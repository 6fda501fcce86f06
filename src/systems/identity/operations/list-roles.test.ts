import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('the built-in roles are shown with what they really give here', async () => {
  const app = await startApp({ systems: [identity] })
  const owner = await signUp(app)
  const { items, permissions } = await app.call(contract.listRoles, {}, { as: owner.actor })
  const by = new Map(items.map((one) => [one.id, one]))
  assert.deepEqual(by.get('owner')!.permissions, ['*'])
  assert.equal(by.get('owner')!.people, 1)
  assert.deepEqual(by.get('guest')!.permissions, [])
  assert.ok(by.get('viewer')!.permissions.every((one) => one.endsWith(':read')))
  assert.ok(by.get('member')!.permissions.every((one) => !/^(identity|settings|audit):/.test(one)))
  assert.equal(by.get('admin')!.permissions.includes('*'), false)
  assert.ok(permissions.includes('identity:people'))
})
