import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, test } from 'node:test'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { join, signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const provider = await startIdentityProvider()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const good = { id: 'acme', kind: 'openid' as const, issuer: provider.issuer, clientId: 'optimus', clientSecret: 'very secret indeed' }

test('a provider is set up once it answered, its secret is sealed and shown to nobody', async () => {
  const made = await app.call(contract.createProvider, good, { as: owner.actor })
  assert.deepEqual([made.name, made.callback, made.links], ['OpenID Connect', `${app.kernel.config.publicUrl}/api/auth/callback/acme`, 0])
  const everywhere = JSON.stringify([
    made,
    await app.call(contract.listProviders, {}, { as: owner.actor }),
    await app.rows(
      'SELECT to_jsonb(p) FROM identity.provider p UNION ALL SELECT to_jsonb(a) FROM kernel.audit a UNION ALL SELECT to_jsonb(o) FROM kernel.outbox o',
    ),
  ])
  assert.equal(everywhere.includes(good.clientSecret), false)
  assert.equal(await app.refused(contract.createProvider, good, { as: owner.actor }), 'identity.provider_exists')
  const member = await join(app, owner.actor, { name: 'Max', role: 'member' })
  assert.equal(await app.refused(contract.createProvider, good, { as: member.actor }), 'kernel.forbidden')
})

test('what could not be trusted is not set up', async () => {
  const away = createServer((_request, response) =>
    response.writeHead(302, { location: `${provider.issuer}/.well-known/openid-configuration` }).end(),
  )
  await new Promise<void>((resolve) => away.listen(0, '127.0.0.1', resolve))
  after(() => away.close())
  const elsewhere = `http://127.0.0.1:${(away.address() as AddressInfo).port}`
  const outcome = async (change: object, discovery?: (honest: Record<string, unknown>) => Record<string, unknown>) => {
    provider.misdeeds = { discovery }
    const code = await app.refused(contract.createProvider, { ...good, id: 'another', ...change }, { as: owner.actor })
    provider.misdeeds = {}
    return code
  }
  assert.equal(await outcome({ issuer: 'http://login.example.com' }), 'identity.issuer_refused', 'plain http')
  assert.equal(await outcome({ issuer: 'https://a:b@login.example.com' }), 'identity.issuer_refused', 'a password in the address')
  assert.equal(await outcome({ issuer: undefined }), 'identity.issuer_refused', 'none')
  assert.equal(await outcome({ issuer: 'ftp://login.example.com' }), 'kernel.invalid_input')
  assert.equal(await outcome({ issuer: `${provider.issuer}?x=1` }), 'kernel.invalid_input')
  for (const tenant of ['common', 'organizations', 'consumers'])
    assert.equal(
      await outcome({ kind: 'microsoft', issuer: `https://login.microsoftonline.com/${tenant}/v2.0` }),
      'identity.issuer_refused',
    )
  assert.equal(await outcome({ issuer: 'http://127.0.0.1:9' }), 'identity.provider_unreachable')
  assert.equal(await outcome({ issuer: elsewhere }), 'identity.provider_unreachable', 'a redirect is not followed')
  assert.equal(await outcome({}, (honest) => ({ ...honest, issuer: 'https://other.example' })), 'identity.provider_refused')
  assert.equal(await outcome({}, (honest) => ({ ...honest, issuer: `${provider.issuer}/` })), 'identity.provider_refused')
  for (const page of ['javascript:alert(1)', 'http://login.example.com/authorize', 'nonsense', undefined])
    assert.equal(await outcome({}, (honest) => ({ ...honest, authorization_endpoint: page })), 'identity.provider_refused', String(page))
})
