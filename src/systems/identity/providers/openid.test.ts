import assert from 'node:assert/strict'
import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { test } from 'node:test'
import { anonymous } from '#kernel/actor.ts'
import { startApp } from '#tests/support/app.ts'
import { assemble, hmac, startIdentityProvider, type Misdeeds } from '#tests/support/identity-provider.ts'
import { signUp } from '#tests/support/people.ts'
import { addProvider, comeBack, goToProvider, linkAccount } from '#tests/support/ways.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'

const provider = await startIdentityProvider()
const app = await startApp({ systems: [identity] })
const owner = await signUp(app)
await addProvider(app, owner.actor, provider)
await linkAccount(app, owner.actor, provider)

const other = generateKeyPairSync('rsa', { modulusLength: 2048 })
const pem = provider.publicKey.export({ type: 'spki', format: 'pem' }) as string
const jwk = JSON.stringify(provider.publicKey.export({ format: 'jwk' }))
const now = () => Math.floor(Date.now() / 1000)
const own = (header: object) => (_honest: object, claims: Record<string, unknown>) =>
  provider.sign({ kid: provider.kid, ...header }, claims)

/** What a provider, or whoever stands between, may do to the answer of the token endpoint. */
const forgeries: Record<string, Misdeeds> = {
  'alg none': { token: (header, claims) => assemble({ ...header, alg: 'none' }, claims, () => '') },
  'alg none with a signature': { token: (header, claims) => assemble({ ...header, alg: 'none' }, claims, () => 'AAAA') },
  'alg nOnE': { token: (header, claims) => assemble({ ...header, alg: 'nOnE' }, claims, () => '') },
  'HS256 with the client secret': { token: (header, claims) => assemble({ ...header, alg: 'HS256' }, claims, hmac(provider.clientSecret)) },
  'HS256 with the public key as PEM': { token: (header, claims) => assemble({ ...header, alg: 'HS256' }, claims, hmac(pem)) },
  'HS256 with the public key as JWK': { token: (header, claims) => assemble({ ...header, alg: 'HS256' }, claims, hmac(jwk)) },
  'an algorithm that was not announced': { token: own({ alg: 'RS512' }) },
  'a key of somebody else': { key: other.privateKey },
  'an unknown key id': { header: (honest) => ({ ...honest, kid: 'k2' }), key: other.privateKey },
  'an own key in the header': {
    header: (honest) => ({ ...honest, jwk: other.publicKey.export({ format: 'jwk' }) }),
    key: other.privateKey,
  },
  'a key address in the header': { header: (honest) => ({ ...honest, jku: 'https://evil.test/jwks' }), key: other.privateKey },
  'an unknown critical header': { token: (header, claims) => assemble({ ...header, crit: ['x'], x: 1 }, claims, () => 'AAAA') },
  'a changed body': {
    token: async (header, claims) => {
      const [head, , signature] = (await provider.sign(header, claims)).split('.')
      return `${head}.${Buffer.from(JSON.stringify({ ...claims, sub: 'sub-1', admin: true })).toString('base64url')}.${signature}`
    },
  },
  'a truncated signature': { token: async (header, claims) => (await provider.sign(header, claims)).slice(0, -20) },
  'no JWT at all': { token: () => 'no.jwt.here' },
  'typ of an access token': { header: (honest) => ({ ...honest, typ: 'at+jwt' }) },
  'typ of a logout token': { header: (honest) => ({ ...honest, typ: 'logout+jwt' }) },
  'another audience': { claims: (honest) => ({ ...honest, aud: 'another-client' }) },
  'an audience that contains ours as text': { claims: (honest) => ({ ...honest, aud: 'optimus-2' }) },
  'an ID token of another client that names us too': { claims: (honest) => ({ ...honest, aud: ['optimus', 'other'], azp: 'other' }) },
  'two audiences and nobody who may use it': { claims: (honest) => ({ ...honest, aud: ['optimus', 'other'] }) },
  'no audience': { claims: (honest) => ({ ...honest, aud: undefined }) },
  'another issuer': { claims: (honest) => ({ ...honest, iss: 'https://evil.test' }) },
  'an issuer with a slash more': { claims: (honest) => ({ ...honest, iss: `${provider.issuer}/` }) },
  'no issuer': { claims: (honest) => ({ ...honest, iss: undefined }) },
  'another nonce': { claims: (honest) => ({ ...honest, nonce: randomBytes(32).toString('base64url') }) },
  'no nonce': { claims: (honest) => ({ ...honest, nonce: undefined }) },
  'an expired one': { claims: (honest) => ({ ...honest, iat: now() - 7200, exp: now() - 3600 }) },
  'a clock off by an hour': { claims: (honest) => ({ ...honest, iat: now() + 3600, nbf: now() + 3600, exp: now() + 7200 }) },
  'not valid before next year': { claims: (honest) => ({ ...honest, nbf: now() + 31_536_000 }) },
  'no expiry': { claims: (honest) => ({ ...honest, exp: undefined }) },
  'no time of issue': { claims: (honest) => ({ ...honest, iat: undefined }) },
  'no subject': { claims: (honest) => ({ ...honest, sub: undefined }) },
  'an empty subject': { claims: (honest) => ({ ...honest, sub: '' }) },
  'a subject that is a list': { claims: (honest) => ({ ...honest, sub: ['sub-1'] }) },
  'another access token': { claims: (honest) => ({ ...honest, at_hash: 'AAAAAAAAAAAAAAAAAAAAAA' }) },
  'no ID token': { tokens: (honest) => ({ ...honest, id_token: undefined }) },
  'an ID token that is an object': { tokens: (honest) => ({ ...honest, id_token: { sub: 'sub-1' } }) },
  'no access token': { tokens: (honest) => ({ ...honest, access_token: undefined }) },
  'another type of token': { tokens: (honest) => ({ ...honest, token_type: 'mac' }) },
  'keys without ours': { jwks: () => ({ status: 200, body: { keys: [] } }), header: (honest) => ({ ...honest, kid: 'k3' }) },
  'keys that cannot be fetched': { jwks: () => ({ status: 500, body: 'down' }), header: (honest) => ({ ...honest, kid: 'k4' }) },
  'an error of the token endpoint': {
    answer: { status: 400, body: '{"error":"invalid_grant","error_description":"<b>provider text</b>"}' },
  },
  'an error that says it is fine': {
    answer: { status: 200, body: '{"error":"bad_verification_code","error_description":"provider text"}' },
  },
  'a page instead of tokens': { answer: { status: 200, type: 'text/html', body: '<h1>provider text</h1>' } },
  'half of an answer': { answer: { status: 200, body: '{"access_token":"a","token_type":"Bear' } },
  'a broken token endpoint': { answer: { status: 500, body: 'provider text' } },
  'a token endpoint that sends us away': { answer: { status: 307, body: '', location: 'https://evil.test/token' } },
}

for (const [name, misdeeds] of Object.entries(forgeries)) {
  test(`refused: ${name}`, async () => {
    await app.rows('DELETE FROM identity.rate')
    provider.misdeeds = misdeeds
    const { address, cookie } = await goToProvider(app, 'acme')
    const problem = await finish(provider.agree(address), cookie)
    provider.misdeeds = {}
    assert.match(problem.code, /^identity\.provider_(refused|unreachable)$/)
    assert.ok(problem.status === 401 || problem.status === 503)
    assert.doesNotMatch(
      JSON.stringify([problem.message, problem.more]),
      /provider text|jwt|OAUTH|nonce|signature/i,
      'it keeps to our own words',
    )
  })
}

type Change = (response: URLSearchParams) => void
const set = (field: string, value: string) => (response: URLSearchParams) => response.set(field, value)

/** What may come back by the browser, which is in anybody's hands. */
const answers: Record<string, Change> = {
  'no state': (response) => response.delete('state'),
  'an empty state': set('state', ''),
  'a foreign state': set('state', randomBytes(32).toString('base64url')),
  'two states': (response) => response.append('state', response.get('state')!),
  'no code': (response) => response.delete('code'),
  'a guessed code': set('code', 'guessed'),
  'two codes': (response) => response.append('code', 'another'),
  'the issuer of another provider, a mix-up': set('iss', 'https://evil.test'),
  'no issuer, although it announces one': (response) => response.delete('iss'),
  'an error': (response) => (response.delete('code'), response.set('error', 'server_error')),
  'an error with a text': (response) => (response.set('error', 'x'), response.set('error_description', '<script>alert(1)</script>')),
  'a refusal by the person': (response) => (response.delete('code'), response.set('error', 'access_denied')),
  'an ID token on the way': (response) => response.set('id_token', 'a.b.c'),
  'a packed response': (response) => response.set('response', 'a.b.c'),
}

for (const [name, change] of Object.entries(answers)) {
  test(`refused: an answer with ${name}`, async () => {
    await app.rows('DELETE FROM identity.rate')
    const { address, cookie } = await goToProvider(app, 'acme')
    const problem = await finish(provider.agree(address, change), cookie)
    assert.equal(problem.code, 'identity.provider_refused')
    assert.doesNotMatch(problem.message, /script|error_description/)
  })
}

test('refused: an answer in another browser, with another mark, at another provider, too late, or twice', async () => {
  await app.rows('DELETE FROM identity.rate')
  await addProvider(app, owner.actor, provider, { id: 'second' })
  const begin = () => goToProvider(app, 'acme')
  const refusedIn = async (response: string, cookie: string | undefined, id = 'acme') => (await finish(response, cookie, id)).code
  const first = await begin()
  const answer = provider.agree(first.address)
  assert.equal(await refusedIn(answer, undefined), 'identity.provider_refused', 'the state alone, as an attacker sends it')
  assert.equal(await refusedIn(answer, (await begin()).cookie), 'identity.provider_refused')
  assert.equal(await refusedIn(answer, `${first.cookie}; ${first.cookie}`), 'identity.provider_refused')
  assert.equal(await refusedIn(answer, first.cookie, 'second'), 'identity.provider_refused')
  const back = await comeBack(app, 'acme', answer, first)
  assert.equal(back.person?.id, owner.person, 'none of that used it up')
  assert.equal(await refusedIn(answer, first.cookie), 'identity.provider_refused', 'the whole answer again')
  const late = await begin()
  await app.rows("UPDATE identity.provider_flow SET expires_at = now() - interval '1 second'")
  assert.equal(await refusedIn(provider.agree(late.address), late.cookie), 'identity.provider_refused')
})

test('refused: a code that was used, the code of another sign-in, and a challenge that was taken out', async () => {
  await app.rows('DELETE FROM identity.rate')
  const first = await goToProvider(app, 'acme')
  const used = new URLSearchParams(provider.agree(first.address))
  await comeBack(app, 'acme', used.toString(), first)
  const second = await goToProvider(app, 'acme')
  const replay = provider.agree(second.address, set('code', used.get('code')!))
  assert.equal((await finish(replay, second.cookie)).code, 'identity.provider_refused')
  const [third, victim] = [await goToProvider(app, 'acme'), await goToProvider(app, 'acme')]
  const injected = new URLSearchParams(provider.agree(victim.address)).get('code')!
  assert.equal((await finish(provider.agree(third.address, set('code', injected)), third.cookie)).code, 'identity.provider_refused')
  const fourth = await goToProvider(app, 'acme')
  const weak = new URL(fourth.address)
  weak.searchParams.delete('code_challenge')
  assert.equal((await finish(provider.agree(weak.href), fourth.cookie)).code, 'identity.provider_refused', 'PKCE was stripped on the way')
})

test('a fault at the userinfo endpoint is refused: another subject would be somebody else', async () => {
  await app.rows('DELETE FROM identity.rate')
  await addProvider(app, owner.actor, provider, { id: 'asking', allowed: ['@example.com'] })
  const { address, cookie } = await goToProvider(app, 'asking')
  provider.misdeeds = { person: { email: undefined }, userinfo: (honest) => ({ ...honest, sub: 'sub-2' }) }
  assert.equal((await finish(provider.agree(address), cookie, 'asking')).code, 'identity.provider_refused')
  provider.misdeeds = {}
})

test('what is optional may be missing: typ and at_hash, since the access token decides nothing', async () => {
  await app.rows('DELETE FROM identity.rate')
  const { address, cookie } = await goToProvider(app, 'acme')
  provider.misdeeds = { header: (honest) => ({ ...honest, typ: undefined }), claims: (honest) => ({ ...honest, at_hash: undefined }) }
  assert.equal((await comeBack(app, 'acme', provider.agree(address), { cookie })).person?.id, owner.person)
  provider.misdeeds = {}
})

test('none of it left a session, and the trail has each refusal', async () => {
  const sessions = await app.rows<{ count: number }>("SELECT count(*)::integer FROM identity.session WHERE 'provider' = ANY (methods)")
  assert.deepEqual(sessions, [{ count: 3 }], 'the three that were right')
  const [refusals] = await app.rows<{ count: number }>(
    "SELECT count(*)::integer FROM kernel.audit WHERE operation = 'identity.finishProvider' AND outcome = 'failed'",
  )
  assert.ok(refusals!.count >= Object.keys(forgeries).length + Object.keys(answers).length)
})

async function finish(response: string, cookie: string | undefined, id = 'acme') {
  try {
    await app.call(contract.finishProvider, { provider: id, response }, { as: anonymous, cookie })
  } catch (error) {
    return error as { code: string; status: number; message: string; more: object }
  }
  return assert.fail('it was let through')
}
