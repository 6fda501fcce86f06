import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider, goToProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('an account that was unlinked opens nothing, not even for a sign-in that had begun', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const id = await addProvider(app, actor, provider)
  await linkAccount(app, actor, provider)
  const { address, cookie } = await goToProvider(app, id)
  const [link] = (await app.call(contract.listLinks, {}, { as: actor })).items
  await app.call(contract.unlinkProvider, { id: link!.id }, { as: actor })
  const back = { provider: id, response: provider.agree(address) }
  assert.equal(await app.refused(contract.finishProvider, back, { as: anonymous, cookie }), 'identity.not_linked')
  assert.equal(await app.refused(contract.unlinkProvider, { id: link!.id }, { as: actor }), 'identity.link_not_found')
})
