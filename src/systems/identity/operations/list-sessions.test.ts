import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('people see their own devices, and which one they sit at', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { items } = await app.call(contract.listSessions, {}, { as: actor })
  assert.equal(items.length, 1)
  assert.equal(items[0]!.current, true)
  assert.deepEqual((await app.call(contract.listSessions, {}, { as: somebody(['*']) })).items, [])
})
