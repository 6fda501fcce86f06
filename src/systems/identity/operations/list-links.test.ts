import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { join, signUp } from '#tests/support/people.ts'
import { addProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('people see and remove the accounts they linked, and nobody else’s', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  await addProvider(app, actor, provider)
  await linkAccount(app, actor, provider)
  const other = await join(app, actor, { name: 'Olga', role: 'member' })
  const [link] = (await app.call(contract.listLinks, {}, { as: actor })).items
  assert.deepEqual([link!.provider.name, link!.account], ['Acme', 'mara@example.com'])
  assert.deepEqual(await app.call(contract.listLinks, {}, { as: other.actor }), { items: [] })
  assert.equal(await app.refused(contract.unlinkProvider, { id: link!.id }, { as: other.actor }), 'identity.link_not_found')
  await app.news()
  await app.call(contract.unlinkProvider, { id: link!.id }, { as: actor })
  assert.deepEqual(await app.news(), [{ name: 'identity.credential_changed', payload: { person, change: 'provider-unlinked' } }])
  assert.deepEqual(await app.call(contract.listLinks, {}, { as: actor }), { items: [] })
})
