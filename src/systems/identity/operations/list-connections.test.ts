import assert from 'node:assert/strict'
import { test } from 'node:test'
import { somebody, startApp } from '#tests/support/app.ts'
import { connect } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('people see the programs they connected, and nobody else’s', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await connect(app, actor)
  const { items } = await app.call(contract.listConnections, {}, { as: actor })
  assert.deepEqual(
    items.map((one) => [one.program, one.permissions]),
    [['Editor', ['runs:read']]],
  )
  assert.deepEqual((await app.call(contract.listConnections, {}, { as: somebody(['*']) })).items, [])
})
