import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('people see their own keys without the secret', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { key } = await app.call(contract.createKey, { name: 'ci' }, { as: actor })
  const { items } = await app.call(contract.listKeys, {}, { as: actor })
  assert.deepEqual(
    items.map((one) => [one.name, one.hint]),
    [['ci', `…${key.slice(-4)}`]],
  )
  assert.deepEqual((await app.call(contract.listKeys, {}, { as: somebody(['*']) })).items, [])
})
