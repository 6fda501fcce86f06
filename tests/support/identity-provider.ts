import { createHash, createHmac, generateKeyPairSync, randomUUID, type KeyObject } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after } from 'node:test'
import { CompactSign } from 'jose'

type Claims = Record<string, unknown>

/** What the provider does wrong, for one test. Each is given what an honest one would answer. */
export interface Misdeeds {
  discovery?: (honest: Claims) => Claims
  header?: (honest: Claims) => Claims
  claims?: (honest: Claims) => Claims
  /** Makes the whole ID token out of its honest parts. */
  token?: (header: Claims, claims: Claims) => string | Promise<string>
  key?: KeyObject
  tokens?: (honest: Claims) => Claims
  jwks?: () => { status: number; body: unknown }
  userinfo?: (honest: Claims) => Claims
  /** Answers the token endpoint instead of it. */
  answer?: { status: number; type?: string; body: string; location?: string }
  /** Whom it vouches for. */
  person?: Claims
}

interface Asked {
  readonly nonce: string
  readonly challenge: string
  readonly redirect: string
  used: boolean
}

export interface FakeProvider {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly publicKey: KeyObject
  readonly kid: string
  misdeeds: Misdeeds
  /** What the browser would be sent back with after the person said yes: the query, as text. */
  agree(address: string, change?: (response: URLSearchParams) => void): string
  /** Fields of the calls of the token endpoint. */
  readonly calls: URLSearchParams[]
  sign(header: Claims, claims: Claims, key?: KeyObject): Promise<string>
}

/**
 * An identity provider at the edge of the process that does as it should until told otherwise: it keeps to codes used
 * once, PKCE and redirects, so that what it lets through was right.
 */
export async function startIdentityProvider(): Promise<FakeProvider> {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const kid = 'k1'
  const asked = new Map<string, Asked>()
  const calls: URLSearchParams[] = []
  const server = createServer((request, response) => {
    void answer(request).then(({ status, body, type = 'application/json', location }) => {
      response.writeHead(status, { 'content-type': type, ...(location ? { location } : {}) })
      response.end(typeof body === 'string' ? body : JSON.stringify(body))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const provider: FakeProvider = {
    issuer,
    clientId: 'optimus',
    clientSecret: 'a secret between the two of us',
    publicKey,
    kid,
    misdeeds: {},
    calls,
    sign: (header, claims, key = privateKey) =>
      new CompactSign(Buffer.from(JSON.stringify(claims))).setProtectedHeader({ alg: 'RS256', ...header }).sign(key),
    agree(address, change) {
      const { searchParams } = new URL(address)
      const code = randomUUID()
      asked.set(code, {
        nonce: searchParams.get('nonce') ?? '',
        challenge: searchParams.get('code_challenge') ?? '',
        redirect: searchParams.get('redirect_uri') ?? '',
        used: false,
      })
      const response = new URLSearchParams({ code, state: searchParams.get('state') ?? '', iss: issuer })
      change?.(response)
      return response.toString()
    },
  }

  async function answer(request: IncomingMessage): Promise<{ status: number; body: unknown; type?: string; location?: string }> {
    const path = new URL(request.url!, issuer).pathname
    const { misdeeds } = provider
    if (path === '/.well-known/openid-configuration') return { status: 200, body: (misdeeds.discovery ?? same)(describe(issuer)) }
    if (path === '/jwks')
      return (
        misdeeds.jwks?.() ?? { status: 200, body: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' }] } }
      )
    if (path === '/userinfo')
      return { status: 200, body: (misdeeds.userinfo ?? same)({ sub: 'sub-1', email: 'mara@example.com', email_verified: true }) }
    if (path !== '/token') return { status: 404, body: {} }
    const fields = new URLSearchParams(await textOf(request))
    calls.push(fields)
    if (misdeeds.answer) return misdeeds.answer
    const known = asked.get(fields.get('code') ?? '')
    const challenge = createHash('sha256')
      .update(fields.get('code_verifier') ?? '')
      .digest('base64url')
    if (!known || known.used || known.challenge !== challenge || known.redirect !== fields.get('redirect_uri'))
      return { status: 400, body: { error: 'invalid_grant', error_description: 'Texts of the provider stay with the provider.' } }
    known.used = true
    return { status: 200, body: (misdeeds.tokens ?? same)(await tokensFor(known)) }
  }

  async function tokensFor(known: Asked): Promise<Claims> {
    const { misdeeds } = provider
    const access = `access-${randomUUID()}`
    const now = Math.floor(Date.now() / 1000)
    const honest = {
      iss: issuer,
      sub: 'sub-1',
      aud: provider.clientId,
      iat: now,
      exp: now + 300,
      nonce: known.nonce,
      at_hash: createHash('sha256').update(access).digest().subarray(0, 16).toString('base64url'),
      email: 'mara@example.com',
      email_verified: true,
      ...misdeeds.person,
    }
    const claims = (misdeeds.claims ?? same)(honest)
    const header = (misdeeds.header ?? same)({ alg: 'RS256', kid, typ: 'JWT' })
    const idToken = misdeeds.token ? await misdeeds.token(header, claims) : await provider.sign(header, claims, misdeeds.key)
    return { access_token: access, token_type: 'Bearer', expires_in: 300, id_token: idToken }
  }

  return provider
}

/** A token whose header and body are as given and whose signature is anything; for what no library would sign. */
export function assemble(header: Claims, claims: Claims, signature: (input: string) => string): string {
  const part = (value: Claims) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${part(header)}.${part(claims)}`
  return `${input}.${signature(input)}`
}

export function hmac(key: string): (input: string) => string {
  return (input) => createHmac('sha256', key).update(input).digest('base64url')
}

const same = <T>(value: T): T => value

function describe(issuer: string): Claims {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    userinfo_endpoint: `${issuer}/userinfo`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    token_endpoint_auth_methods_supported: ['client_secret_post'],
    authorization_response_iss_parameter_supported: true,
    code_challenge_methods_supported: ['S256'],
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += String(part)
  return text
}
