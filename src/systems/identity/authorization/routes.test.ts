import assert from 'node:assert/strict'
import { createHmac, generateKeyPairSync, randomBytes, type KeyObject } from 'node:crypto'
import { test } from 'node:test'
import { SignJWT, type JWTHeaderParameters, type JWTPayload } from 'jose'
import { startApp, type TestApp } from '#tests/support/app.ts'
import { allow, ask, connect, redirect, web, type Tokens } from '#tests/support/oauth.ts'
import { signUp } from '#tests/support/people.ts'
import { contract } from '../contract.ts'
import { identity } from '../system.ts'
import { publicKeys, signingKey } from './signing-keys.ts'

const errorOf = async (answer: Response) => ((await answer.json()) as { error: string }).error
const token = (app: TestApp, fields: Record<string, string>) => web(app, 'POST', '/api/auth/token', fields)

test('a program gets tokens with PKCE, and new ones for each refresh token, once', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const { tokens, client } = await connect(app, actor, 'runs:* projects:read')
  const program = await app.kernel.authenticate({ authorization: `Bearer ${tokens.access_token}` }, '::1')
  assert.deepEqual(
    [program.kind, program.person, program.grants.map((one) => one.permission)],
    ['agent', person, ['runs:*', 'projects:read']],
  )
  const refresh = (value: string) => token(app, { grant_type: 'refresh_token', client_id: client, refresh_token: value })
  const second = (await (await refresh(tokens.refresh_token)).json()) as Tokens
  assert.notEqual(second.refresh_token, tokens.refresh_token)
  assert.equal(await errorOf(await refresh(tokens.refresh_token)), 'invalid_grant', 'a used one')
  assert.equal(await errorOf(await refresh(second.refresh_token)), 'invalid_grant', 'its reuse ended all')
})

test('a code works once, for its client, its redirect and its verifier; its replay ends what it gave', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor } = await signUp(app)
  const { exchange, tokens } = await connect(app, actor)
  assert.equal(await errorOf(await token(app, exchange)), 'invalid_grant')
  await assert.rejects(async () => {
    for (;;) await app.kernel.authenticate({ authorization: `Bearer ${tokens.access_token}` }, '::1')
  }, /taken back/)
  const wrong: Record<string, Record<string, string>> = {
    'another verifier': { code_verifier: randomBytes(32).toString('base64url') },
    'a short verifier': { code_verifier: 'x' },
    'another redirect': { redirect_uri: 'https://evil.example/' },
    'another client': { client_id: 'optimus-cli' },
    'a guessed code': { code: 'guessed' },
    'another grant': { grant_type: 'password' },
    'no grant': { grant_type: '' },
    'no verifier': { code_verifier: '' },
  }
  for (const [name, change] of Object.entries(wrong)) {
    const asked = await ask(app)
    const code = await allow(app, actor, asked.request)
    const fields = { ...exchange, client_id: asked.client, code, code_verifier: asked.verifier, ...change }
    assert.match(await errorOf(await token(app, fields)), /^(invalid_grant|invalid_request|unsupported_grant_type)$/, name)
  }
})

test('what is wrong with a question is refused, and nobody is sent where no one registered', async () => {
  const app = await startApp({ systems: [identity] })
  const { client } = await ask(app)
  const good = {
    response_type: 'code',
    client_id: client,
    redirect_uri: redirect,
    code_challenge: 'x'.repeat(43),
    code_challenge_method: 'S256',
  }
  const go = (fields: Record<string, string>) => web(app, 'GET', `/api/auth/authorize?${new URLSearchParams({ ...good, ...fields })}`)
  const strangers: Record<string, Record<string, string>> = {
    'an unknown client': { client_id: 'x' },
    'another redirect': { redirect_uri: 'https://evil.example/back' },
    'a longer redirect': { redirect_uri: `${redirect}/more` },
    'a redirect with a query': { redirect_uri: `${redirect}?a=b` },
  }
  for (const [name, fields] of Object.entries(strangers)) {
    const answer = await go(fields)
    assert.equal(answer.headers.get('location'), null, name)
    assert.ok(answer.status >= 400, name)
  }
  assert.equal((await web(app, 'GET', `/api/auth/authorize?${new URLSearchParams(good)}&client_id=${client}`)).status, 400, 'doubled')
  for (const name of ['state', 'code_challenge', 'scope']) assert.equal((await go({ [name]: 'a\0b' })).status, 400, name)
  for (const [fields, error] of [
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: '' }, 'invalid_request'],
    [{ scope: 'Not A Permission!' }, 'invalid_scope'],
    [{ resource: 'https://other.example/' }, 'invalid_target'],
  ] as const) {
    const back = new URL((await go(fields as never)).headers.get('location')!)
    assert.deepEqual([`${back.origin}${back.pathname}`, back.searchParams.get('error')], [redirect, error])
    assert.equal(back.searchParams.get('iss'), app.kernel.config.publicUrl, 'against mix-ups')
  }
  for (const uri of [
    'http://client.example/',
    'javascript:alert(1)',
    'https://client.example/#x',
    'https://a:b@client.example/',
    'nonsense',
    'https://client.example/\0',
    'https://client.example/ back',
  ]) {
    const answer = await web(app, 'POST', '/api/auth/register', JSON.stringify({ redirect_uris: [uri] }))
    assert.equal(await errorOf(answer), 'invalid_redirect_uri', uri)
  }
  assert.equal((await web(app, 'POST', '/api/auth/register', '{')).status, 400)
  for (const name of ['Optimus\u202Eretupmoc', 'Editor\n(trusted)', 'Edi\u200Btor', '\u0000']) {
    const answer = await web(app, 'POST', '/api/auth/register', JSON.stringify({ client_name: name, redirect_uris: [redirect] }))
    assert.equal(await errorOf(answer), 'invalid_client_metadata', JSON.stringify(name))
  }
})

test('a token with anything wrong is refused with 401, never a 500', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const { tokens } = await connect(app, actor)
  const { items } = await app.call(contract.listConnections, {}, { as: actor })
  const { publicUrl } = app.kernel.config
  const ours = await signingKey(app.kernel.query, app.kernel.vault)
  const jwks = await publicKeys(app.kernel.query)
  const claims = { sid: items[0]!.id, sub: person, iss: publicUrl, aud: publicUrl, jti: 'j' }
  const header = { alg: 'EdDSA', kid: ours.kid, typ: 'at+jwt' }
  const sign = (
    change: { header?: Partial<JWTHeaderParameters>; claims?: JWTPayload; key?: KeyObject; expires?: string; issued?: number } = {},
  ) => {
    const jwt = new SignJWT({ ...claims, ...change.claims }).setProtectedHeader({ ...header, ...change.header })
    return jwt
      .setIssuedAt(change.issued)
      .setExpirationTime(change.expires ?? '5m')
      .sign(change.key ?? ours.key)
  }
  const check = (value: string) => app.kernel.authenticate({ authorization: `Bearer ${value}` }, '::1')
  assert.equal((await check(await sign())).person, person, 'the ground they all differ from')
  const [head, body, signature] = tokens.access_token.split('.') as [string, string, string]
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const payload = JSON.parse(Buffer.from(body, 'base64url').toString()) as object
  const hmac = part({ ...header, alg: 'HS256' })
  const forged = createHmac('sha256', JSON.stringify(jwks[0])).update(`${hmac}.${body}`).digest('base64url')
  const other = generateKeyPairSync('ed25519')
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const bad: Record<string, string> = {
    'alg none': `${part({ ...header, alg: 'none' })}.${body}.AAAAAAAAAAAA`,
    'HS256 with the public key': `${hmac}.${body}.${forged}`,
    'a key of somebody else': await sign({ key: other.privateKey }),
    'an own key in the header': await sign({ key: other.privateKey, header: { jwk: other.publicKey.export({ format: 'jwk' }) as never } }),
    'a key address in the header': await sign({ key: other.privateKey, header: { jku: 'https://evil.example/jwks' } }),
    'an unknown key id': await sign({ header: { kid: 'x' } }),
    'another algorithm': await sign({ key: rsa.privateKey, header: { alg: 'RS256' } }),
    'another audience': await sign({ claims: { aud: 'https://other.example' } }),
    'another issuer': await sign({ claims: { iss: 'https://other.example' } }),
    'another type': await sign({ header: { typ: 'JWT' } }),
    'an unknown critical header': `${part({ ...header, crit: ['x'], x: 1 })}.${body}.${signature}`,
    'an expired one': await sign({ expires: '-1m' }),
    'a clock off by an hour': await sign({ expires: '-1h' }),
    'not yet valid': await sign({ claims: { nbf: Math.floor(Date.now() / 1000) + 3600 } }),
    'another person': await sign({ claims: { sub: items[0]!.id } }),
    'no connection': await sign({ claims: { sid: undefined } }),
    'a connection that is no id': await sign({ claims: { sid: "' OR true --" } }),
    'a changed body': `${head}.${part({ ...payload, sub: 'x' })}.${signature}`,
    'a changed signature': `${head}.${body}.${signature.slice(0, -4)}AAAA`,
    'the same signature written otherwise': `${head}.${body}.${otherwise(signature)}`,
    'a truncated signature': `${head}.${body}.${signature.slice(0, 40)}`,
    'no signature': `${head}.${body}.`,
    'two tokens': `${tokens.access_token} ${tokens.access_token}`,
    'a body that is no JSON': `${head}.${Buffer.from('no json here').toString('base64url')}.${signature}`,
    'a megabyte': `${head}.${'A'.repeat(1024 * 1024)}.${signature}`,
  }
  for (const [name, value] of Object.entries(bad))
    await assert.rejects(check(value), (problem: { status: number }) => problem.status === 401, name)
})

test('the trail tells who was given tokens and who was refused, without a secret; a reuse is told as news', async () => {
  const app = await startApp({ systems: [identity] })
  const { actor, person } = await signUp(app)
  const { tokens, client, exchange } = await connect(app, actor)
  await app.news()
  await token(app, { grant_type: 'refresh_token', client_id: client, refresh_token: tokens.refresh_token })
  await token(app, { grant_type: 'refresh_token', client_id: client, refresh_token: tokens.refresh_token })
  await token(app, exchange)
  const [connection] = await app.rows<{ id: string }>('SELECT id FROM identity.connection')
  assert.deepEqual(await app.news(), [{ name: 'identity.token_reused', payload: { person, connection: connection!.id } }], 'once')
  const rows = await app.rows<{ operation: string }>(
    "SELECT operation, outcome, error, person, input FROM kernel.audit WHERE operation LIKE 'identity.%' AND actor_kind = 'anonymous' ORDER BY at, id",
  )
  const grant = (name: string) => ({ grant: name, client })
  assert.deepEqual(
    rows.filter((row) => row.operation !== 'identity.setUp'),
    [
      { operation: 'identity.registerClient', outcome: 'done', error: null, person: null, input: {} },
      { operation: 'identity.grantTokens', outcome: 'done', error: null, person, input: grant('authorization_code') },
      { operation: 'identity.grantTokens', outcome: 'done', error: null, person, input: grant('refresh_token') },
      { operation: 'identity.grantTokens', outcome: 'failed', error: 'oauth.invalid_grant', person, input: grant('refresh_token') },
      {
        operation: 'identity.grantTokens',
        outcome: 'failed',
        error: 'oauth.invalid_grant',
        person: null,
        input: grant('authorization_code'),
      },
    ],
  )
  const everything = JSON.stringify(await app.rows('SELECT to_jsonb(a) FROM kernel.audit a'))
  for (const secret of [tokens.refresh_token, tokens.access_token, exchange.code, exchange.code_verifier])
    assert.equal(everything.includes(secret), false)
})

/** The same bytes: the last letter of 64 bytes in base64url has four spare bits. */
function otherwise(signature: string): string {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  const last = letters.indexOf(signature.at(-1)!)
  return `${signature.slice(0, -1)}${letters[last ^ 1]}`
}

test('the published keys are public halves only, and a new one signs after a month', async () => {
  const app = await startApp({ systems: [identity] })
  const before = await signingKey(app.kernel.query, app.kernel.vault)
  await app.rows("UPDATE identity.signing_key SET created_at = now() - interval '30 days 1 hour'")
  const after = await signingKey(app.kernel.query, app.kernel.vault)
  assert.notEqual(before.kid, after.kid)
  const { keys } = (await (await web(app, 'GET', '/api/auth/jwks')).json()) as { keys: Record<string, string>[] }
  assert.deepEqual(keys.map((one) => one['kid']).toSorted(), [before.kid, after.kid].toSorted())
  assert.ok(keys.every((one) => one['d'] === undefined && one['crv'] === 'Ed25519'))
  await app.rows("UPDATE identity.signing_key SET created_at = now() - interval '32 days' WHERE id = $1", [before.kid])
  assert.deepEqual(
    (await publicKeys(app.kernel.query)).map((one) => one.kid),
    [after.kid],
  )
})
