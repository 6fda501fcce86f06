import assert from 'node:assert/strict'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { startIdentityProvider } from '#tests/support/identity-provider.ts'
import { addTotp, join, signUp, totpCode } from '#tests/support/people.ts'
import { addProvider, comeBack, goToProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const provider = await startIdentityProvider()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
const id = await addProvider(app, owner.actor, provider)

test('whoever linked an account signs in with it; the proof does not count where a fresh one is needed', async () => {
  await linkAccount(app, owner.actor, provider)
  const { address, cookie } = await goToProvider(app, id, anonymous, '/projects?sort=name')
  const asked = new URL(address).searchParams
  assert.deepEqual(
    ['response_type', 'code_challenge_method', 'scope', 'redirect_uri'].map((name) => asked.get(name)),
    ['code', 'S256', 'openid email profile', `${app.kernel.config.publicUrl}/api/auth/callback/acme`],
  )
  await app.audit()
  const back = await comeBack(app, id, provider.agree(address), { cookie })
  assert.deepEqual([back.person?.id, back.next, back.linked, back.returnTo], [owner.person, null, false, '/projects?sort=name'])
  const actor = await app.kernel.authenticate({ cookie: back.cookies[0]!.split(';')[0] }, '::1')
  assert.equal(actor.person, owner.person)
  assert.equal(await app.refused(contract.createKey, { name: 'k' }, { as: actor }), 'kernel.verification_required')
  const [row] = await app.rows(
    "SELECT person, outcome, input FROM kernel.audit WHERE operation = 'identity.finishProvider' ORDER BY at DESC LIMIT 1",
  )
  assert.deepEqual(row, { person: owner.person, outcome: 'done', input: { provider: id } }, 'the trail names the person and no code')
})

test('a second factor is asked for all the same', async () => {
  const other = await join(app, owner.actor, { name: 'Olga', role: 'member' })
  const { secret } = await addTotp(app, other.actor)
  provider.misdeeds = { person: { sub: 'olga' } }
  await linkAccount(app, other.actor, provider)
  const { address, cookie } = await goToProvider(app, id)
  const back = await comeBack(app, id, provider.agree(address), { cookie })
  provider.misdeeds = {}
  assert.deepEqual([back.person, back.cookies, back.next!.factors], [null, [], ['totp', 'recovery']])
  const cookies: string[] = []
  await app.call(contract.completeSignIn, { token: back.next!.token, code: totpCode(secret, 30) }, { as: anonymous, cookies })
  const [session] = await app.rows('SELECT methods FROM identity.session WHERE person = $1 ORDER BY created_at DESC LIMIT 1', [
    other.person,
  ])
  assert.deepEqual(session, { methods: ['provider', 'totp'] })
})

test('an account that nobody linked opens nothing, whatever its address; somebody else’s cannot be linked again', async () => {
  provider.misdeeds = { person: { sub: 'stranger', email: 'mara@example.com', email_verified: true } }
  const { address, cookie } = await goToProvider(app, id)
  const refused = await app.refused(contract.finishProvider, { provider: id, response: provider.agree(address) }, { as: anonymous, cookie })
  assert.equal(refused, 'identity.not_linked')
  provider.misdeeds = {}
  const thief = await join(app, owner.actor, { name: 'Theo', role: 'member' })
  const away = await goToProvider(app, id, thief.actor)
  const taken = await app.refused(
    contract.finishProvider,
    { provider: id, response: provider.agree(away.address) },
    { as: thief.actor, cookie: away.cookie },
  )
  assert.equal(taken, 'identity.link_exists')
  const again = await goToProvider(app, id, thief.actor)
  const swapped = await app.refused(
    contract.finishProvider,
    { provider: id, response: provider.agree(again.address) },
    { as: owner.actor, cookie: again.cookie },
  )
  assert.equal(swapped, 'identity.provider_refused', 'who links must be who began')
})

test('only admitted accounts come in, by addresses that the provider verified', async () => {
  const admitting = await addProvider(app, owner.actor, provider, { id: 'admitting', allowed: ['@example.com', 'guest@elsewhere.test'] })
  const outcome = async (person: Record<string, unknown>) => {
    provider.misdeeds = { person }
    await app.rows('DELETE FROM identity.rate')
    const { address, cookie } = await goToProvider(app, admitting, owner.actor)
    const input = { provider: admitting, response: provider.agree(address) }
    return app.refused(contract.finishProvider, input, { as: owner.actor, cookie })
  }
  assert.equal(await outcome({ email: 'mara@example.com' }), 'done')
  assert.equal(await outcome({ email: 'Guest@Elsewhere.test' }), 'done')
  assert.equal(await outcome({ email: undefined }), 'done', 'asked for at the userinfo endpoint')
  for (const person of [
    { email: 'mara@example.com', email_verified: false },
    { email: 'mara@example.com', email_verified: 'true' },
    { email: 'mara@example.com.evil.test' },
    { email: 'mara@sub.example.com' },
    { email: 'mara@evil.test@elsewhere.test' },
  ])
    assert.equal(await outcome(person), 'identity.not_admitted', JSON.stringify(person))
  provider.misdeeds = {}
})

test('a person who was disabled, and a provider that was switched off, let nobody in', async () => {
  const { address, cookie } = await goToProvider(app, id)
  await app.call(contract.updateProvider, { id, enabled: false }, { as: owner.actor })
  const back = { provider: id, response: provider.agree(address) }
  assert.equal(await app.refused(contract.finishProvider, back, { as: anonymous, cookie }), 'identity.provider_not_found')
  await app.call(contract.updateProvider, { id, enabled: true }, { as: owner.actor })
  const guest = await join(app, owner.actor, { name: 'Gus', role: 'member' })
  provider.misdeeds = { person: { sub: 'gus' } }
  await linkAccount(app, guest.actor, provider)
  await app.call(contract.disablePerson, { id: guest.person }, { as: owner.actor })
  const away = await goToProvider(app, id)
  const answer = { provider: id, response: provider.agree(away.address) }
  assert.equal(await app.refused(contract.finishProvider, answer, { as: anonymous, cookie: away.cookie }), 'identity.not_linked')
})
