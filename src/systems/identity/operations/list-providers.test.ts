import assert from 'node:assert/strict'
import { test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { join, signUp } from '#tests/support/people.ts'
import { addProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

test('who looks after sign-in sees providers, presets and how many use them; members see only what the door shows', async () => {
  const provider = await startIdentityProvider()
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  await addProvider(app, actor, provider, { allowed: ['@example.com'] })
  await linkAccount(app, actor, provider)
  const { items, presets, mail } = await app.call(contract.listProviders, {}, { as: actor })
  assert.deepEqual([items[0]!.links, items[0]!.allowed, mail], [1, ['@example.com'], false])
  assert.deepEqual(
    presets.map((one) => one.kind),
    ['google', 'microsoft', 'github', 'openid'],
  )
  const member = await join(app, actor, { name: 'Max', role: 'member' })
  assert.equal(await app.refused(contract.listProviders, {}, { as: member.actor }), 'kernel.forbidden')
})
