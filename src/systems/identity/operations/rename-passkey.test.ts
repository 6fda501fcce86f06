import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { addPasskey, join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('one renames one’s own passkeys only', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { id } = await addPasskey(app, actor)
  await app.call(contract.renamePasskey, { id, name: 'Desk' }, { as: actor })
  assert.deepEqual(
    (await app.call(contract.listFactors, {}, { as: actor })).passkeys.map(({ name }) => name),
    ['Desk'],
  )
  const tom = await join(app, actor, { name: 'Tom', role: 'admin' })
  assert.equal(await app.refused(contract.renamePasskey, { id, name: 'Mine' }, { as: tom.actor }), 'identity.factor_not_found')
})
